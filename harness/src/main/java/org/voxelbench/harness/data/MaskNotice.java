package org.voxelbench.harness.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.training.pretext.PretextTask;

/**
 * Says which methods heed the masks of a corpus.
 *
 * @param methods all methods of the experiment
 */
record MaskNotice(List<ConfiguredMethod> methods) {

  /** A sentence; empty if the corpus has no masks, or none are read. */
  Optional<String> sentence(CorpusAccount corpus) {
    Map<Boolean, List<String>> byHeed =
        methods.stream()
            .filter(method -> method.pretext().isPresent())
            .collect(
                Collectors.partitioningBy(
                    method -> weighs(method.pretext().orElseThrow()),
                    Collectors.mapping(ConfiguredMethod::label, Collectors.toList())));
    if (corpus.marked() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "Corpus '"
            + corpus.name()
            + "': masks mark voxels of "
            + corpus.marked()
            + " of "
            + corpus.kept()
            + " images, which "
            + words(byHeed)
            + ".");
  }

  private static String words(Map<Boolean, List<String>> byHeed) {
    String heeding = String.join(", ", byHeed.get(true));
    String others = String.join(", ", byHeed.get(false));
    if (heeding.isEmpty()) {
      return "no method here heeds";
    }
    return "count nothing in the loss of "
        + heeding
        + (others.isEmpty() ? "" : "; not heeded by " + others);
  }

  private static boolean weighs(PretextTask task) {
    return !task.weighted().equals(task);
  }
}
