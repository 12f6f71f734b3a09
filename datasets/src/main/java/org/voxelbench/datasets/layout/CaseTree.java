package org.voxelbench.datasets.layout;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.datasets.DatasetException;

/**
 * How the files of some cases are called.
 *
 * <p>The first channel's template finds the cases; the others use its parts, and what it says of
 * them holds there too.
 *
 * @param id what a case is called
 * @param group what stays on one side of a split, such as the patient; each case alone if empty
 * @param images the channels in their order
 * @param label the label maps; with a part {@code {structure}}, one file for each structure
 */
public record CaseTree(
    NameTemplate id,
    Optional<NameTemplate> group,
    Map<String, ChannelTemplate> images,
    Optional<PathTemplate> label) {

  /** The part that names a structure of its own file. */
  static final String STRUCTURE = "structure";

  private static final String DEFAULT_ID = "{case}";

  public CaseTree {
    if (images.isEmpty()) {
      throw new DatasetException("'images' names no channel.");
    }
    PathTemplate first = first(images);
    Map<String, ChannelTemplate> channels = new LinkedHashMap<>();
    images.forEach((name, channel) -> channels.put(name, channel.with(first)));
    images = Collections.unmodifiableMap(channels);
    label = label.map(template -> template.with(first));
    Set<String> known = first.names();
    check("case", id.names(), known);
    group.ifPresent(template -> check("group", template.names(), known));
    images.forEach((name, channel) -> check("images." + name, channel.file().names(), known));
    if (label.isPresent()) {
      Set<String> names = new HashSet<>(label.get().names());
      names.remove(STRUCTURE);
      check("label", names, known);
    }
  }

  /** As cards write it. */
  @JsonCreator
  static CaseTree of(
      @JsonProperty("case") NameTemplate id,
      @JsonProperty("group") NameTemplate group,
      @JsonProperty("images") Map<String, ChannelTemplate> images,
      @JsonProperty("label") PathTemplate label) {
    return new CaseTree(
        id == null ? new NameTemplate(DEFAULT_ID) : id,
        Optional.ofNullable(group),
        images == null ? Map.of() : images,
        Optional.ofNullable(label));
  }

  private static void check(String key, Set<String> names, Set<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new DatasetException(
            "'" + key + "' uses {" + name + "}, which the first of 'images' doesn't have.");
      }
    }
  }

  private static PathTemplate first(Map<String, ChannelTemplate> images) {
    return images.values().iterator().next().file();
  }

  /** The template that finds the cases. */
  PathTemplate first() {
    return first(images);
  }

  /** Whether each structure has a label map of its own. */
  boolean isMerged() {
    return label.filter(template -> template.names().contains(STRUCTURE)).isPresent();
  }
}
