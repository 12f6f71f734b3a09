package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.datasets.raw.CorpusSieve;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.training.protocol.PretrainingSettings;

/**
 * Takes in the images of a corpus: those that the protocol keeps, without those that can't be used.
 *
 * @param settings the pre-training of the protocol
 * @param preparation reads the images
 */
record CorpusIntake(PretrainingSettings settings, Preparation preparation) {

  /**
   * A corpus to learn from.
   *
   * @param images what is learnt from
   * @param voxelHashes of each image file
   * @param account what became of the others
   */
  record Taken(RawDataset images, Map<Path, String> voxelHashes, CorpusAccount account) {}

  /**
   * Reads every image that is kept once.
   *
   * @param spacing what is known of the corpus' spacing, in words
   */
  Taken take(RawDataset corpus, Optional<String> spacing) {
    CorpusFilter.Kept kept = preparation.keep(corpus, settings);
    CorpusSieve.Sifted sifted = preparation.sift(kept.images(), spacing);
    return new Taken(
        sifted.sound(),
        sifted.voxelHashes(),
        CorpusAccount.of(
            corpus.trainingCases().size(), kept.dropped(), sifted.skipped(), sifted.sound()));
  }

  /** The same corpus without masks, if the protocol leaves them unused. */
  static RawDataset withMasksAsUsed(RawDataset corpus, PretrainingSettings settings) {
    List<RawCase> cases = corpus.trainingCases();
    return settings.usesMasks() || cases.stream().allMatch(one -> one.ignoreMask().isEmpty())
        ? corpus
        : corpus.only(cases.stream().map(RawCase::withoutMask).toList());
  }
}
