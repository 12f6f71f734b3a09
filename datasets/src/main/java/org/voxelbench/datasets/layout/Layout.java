package org.voxelbench.datasets.layout;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.voxelbench.datasets.DatasetException;

/**
 * How a publisher's tree of files maps to cases.
 *
 * @param number what nnU-Net is to call the data set by, {@code NNN} of {@code DatasetNNN_NAME}
 * @param format what the paths are
 * @param spacing mm per voxel, {@code [D, H, W]}, of slices; empty for all others
 * @param remap what labels of the files become; the others stay
 * @param mayLackStructures whether a case may be without some of the structures' files
 * @param training trees of labelled cases, which all count
 * @param test trees of cases that the publisher held out, with labels or without
 * @param exclude paths that are no case
 * @param exhaustive whether a volume that nothing matches is a mistake
 */
public record Layout(
    int number,
    SourceFormat format,
    List<Double> spacing,
    Map<Integer, Integer> remap,
    boolean mayLackStructures,
    List<CaseTree> training,
    List<CaseTree> test,
    List<PathTemplate> exclude,
    boolean exhaustive) {

  private static final int MOST = 999;

  public Layout {
    remap = Collections.unmodifiableMap(new TreeMap<>(remap));
    spacing = List.copyOf(spacing);
    training = List.copyOf(training);
    test = List.copyOf(test);
    exclude = List.copyOf(exclude);
    check(number > 0 && number <= MOST, "'number' is " + number + ", expected 1 to " + MOST + ".");
    check(!training.isEmpty(), "'training' names no tree of cases.");
    check(
        training.stream().allMatch(tree -> tree.label().isPresent()),
        "'training' has a tree without 'label'.");
    check(
        spacing.size() == (format == SourceFormat.SLICES ? 3 : 0)
            && spacing.stream().allMatch(mm -> mm > 0),
        "'spacing' is " + spacing + ", expected three numbers for slices and none for others.");
    List<String> channels = List.copyOf(training.get(0).images().keySet());
    check(
        Stream.concat(training.stream(), test.stream())
            .allMatch(tree -> List.copyOf(tree.images().keySet()).equals(channels)),
        "'images' must name the channels " + channels + " in each tree, in that order.");
  }

  /** As cards write it. */
  @JsonCreator
  static Layout of(
      @JsonProperty("number") Integer number,
      @JsonProperty("format") SourceFormat format,
      @JsonProperty("spacing") List<Double> spacing,
      @JsonProperty("remap") Map<Integer, Integer> remap,
      @JsonProperty("may_lack_structures") boolean mayLackStructures,
      @JsonProperty("training") List<CaseTree> training,
      @JsonProperty("test") List<CaseTree> test,
      @JsonProperty("exclude") List<PathTemplate> exclude,
      @JsonProperty("exhaustive") boolean exhaustive) {
    check(number != null, "'number' is missing.");
    return new Layout(
        number,
        format == null ? SourceFormat.FILES : format,
        spacing == null ? List.of() : spacing,
        remap == null ? Map.of() : remap,
        mayLackStructures,
        training == null ? List.of() : training,
        test == null ? List.of() : test,
        exclude == null ? List.of() : exclude,
        exhaustive);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new DatasetException(otherwise);
    }
  }

  /**
   * What contradicts the rest of its card, a sentence each.
   *
   * @param channels the card's channels; empty if it says none
   * @param labels the card's labels after the conversion
   */
  public List<String> contradictions(List<String> channels, Map<String, List<Integer>> labels) {
    List<String> mistakes = new ArrayList<>();
    if (!channels.isEmpty() && !channels.equals(channels())) {
      mistakes.add(
          "'layout' has the images " + channels() + ", but 'channels' are " + channels + ".");
    }
    if (labels.isEmpty() || labels.values().stream().anyMatch(values -> values.size() != 1)) {
      mistakes.add("'layout' is given, so 'labels' must give each label its value.");
    }
    Set<Integer> unknown = new TreeSet<>(remap.values());
    labels.values().forEach(unknown::removeAll);
    if (!labels.isEmpty() && !unknown.isEmpty()) {
      mistakes.add("'layout.remap' makes " + unknown + ", which 'labels' doesn't have.");
    }
    return mistakes;
  }

  /** The channels' names in their order. */
  public List<String> channels() {
    return List.copyOf(training.get(0).images().keySet());
  }

  /** The folder of the converted data set, as nnU-Net calls it. */
  public String folder(String name) {
    return String.format(Locale.ROOT, "Dataset%03d_%s", number, name);
  }

  /**
   * Whether a folder is a publisher's tree: not one that nnU-Net reads, be it by a {@code
   * dataset.json} of its own that states channels, and not one that was converted.
   */
  public boolean isPublished(Path folder) {
    return PublishedTree.is(folder, this);
  }
}
