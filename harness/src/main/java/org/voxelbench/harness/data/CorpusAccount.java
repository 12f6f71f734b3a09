package org.voxelbench.harness.data;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.voxelbench.datasets.raw.CorpusSieve.Skipped;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;

/**
 * What became of the images that lie in a corpus.
 *
 * @param name the corpus
 * @param found how many there are
 * @param dropped how many the protocol doesn't want, by the key of the condition
 * @param skipped those that can't be used
 * @param kept how many are left
 * @param marked how many of these have a mask of voxels that no loss may count
 */
public record CorpusAccount(
    String name,
    int found,
    Map<String, Integer> dropped,
    Collection<Skipped> skipped,
    int kept,
    int marked) {

  static CorpusAccount of(
      int found, Map<String, Integer> dropped, Collection<Skipped> skipped, RawDataset kept) {
    return new CorpusAccount(
        kept.name(),
        found,
        dropped,
        skipped,
        kept.trainingCases().size(),
        (int)
            kept.trainingCases().stream()
                .map(RawCase::ignoreMask)
                .filter(Optional::isPresent)
                .count());
  }

  /** How many can't be used, by the word of the reason. */
  Map<String, Integer> skippedBy() {
    Map<String, Integer> counts = new TreeMap<>();
    skipped.forEach(image -> counts.merge(image.flaw().word(), 1, Integer::sum));
    return counts;
  }

  /** Whether any image is left out. */
  boolean leavesOut() {
    return kept < found;
  }

  /** In a sentence; empty if every image is taken as it is. */
  Optional<String> sentence() {
    if (!leavesOut()) {
      return Optional.empty();
    }
    StringBuilder text =
        new StringBuilder(
            "Corpus '" + name + "': " + kept + " of " + found + " images are learnt from");
    if (!dropped.isEmpty()) {
      text.append("; 'pretraining.keep' drops ").append(counted(dropped));
    }
    if (!skipped.isEmpty()) {
      text.append("; ")
          .append(counted(skippedBy()))
          .append(" can't be used and are listed in ")
          .append(CorpusFiles.SKIPPED);
    }
    return Optional.of(text + ".");
  }

  private static String counted(Map<String, Integer> counts) {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return all
        + " ("
        + counts.entrySet().stream()
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining(", "))
        + ")";
  }

  /**
   * What speaks against a pre-training, in a sentence; empty if enough is left.
   *
   * @param most how many may be left out because they can't be used
   */
  Optional<String> refusal(int most) {
    if (skipped.size() > most) {
      return Optional.of(
          "corpus '"
              + name
              + "': "
              + counted(skippedBy())
              + " of "
              + (kept + skipped.size())
              + " images can't be used, more than the "
              + most
              + " that 'pretraining.maxSkipped' allows; repair or remove them, or raise it; the"
              + " first: "
              + skipped.iterator().next().why());
    }
    return kept < 2 && leavesOut()
        ? Optional.of(
            "corpus '"
                + name
                + "': "
                + (kept == 0 ? "none" : "one")
                + " of "
                + found
                + " images is left to learn from ("
                + counted(dropped.isEmpty() ? skippedBy() : dropped)
                + " left out); loosen 'pretraining.keep', or repair the images.")
        : Optional.empty();
  }
}
