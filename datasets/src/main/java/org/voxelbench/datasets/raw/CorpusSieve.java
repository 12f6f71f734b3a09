package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads every image of a corpus once and puts those aside that can't be learnt from, so that one
 * damaged file among many stops nothing.
 */
public final class CorpusSieve {

  private CorpusSieve() {}

  /**
   * An image that is left out.
   *
   * @param image the image
   * @param flaw why, as a word
   * @param why a sentence that names the file
   */
  public record Skipped(RawCase image, Flaw flaw, String why) {}

  /**
   * A corpus and what is left out of it.
   *
   * @param sound the images that can be learnt from
   * @param skipped the others, in their order
   * @param voxelHashes of each sound image file, as {@link DatasetVerifier.Verified} has them
   */
  public record Sifted(RawDataset sound, List<Skipped> skipped, Map<Path, String> voxelHashes) {

    public Sifted {
      skipped = List.copyOf(skipped);
      voxelHashes = Map.copyOf(voxelHashes);
    }
  }

  /**
   * Looks at all images.
   *
   * @param spacing what is known of the corpus' spacing, in words
   * @param tooThin says, of an image that is sound, whether an axis vanishes under the plan, in a
   *     sentence
   */
  public static Sifted sift(
      RawDataset corpus,
      Optional<String> spacing,
      Function<RawCase, Optional<String>> tooThin,
      DatasetVerifier.Workers workers) {
    List<RawCase> images = corpus.trainingCases();
    List<DatasetVerifier.Findings> findings =
        workers.run(images, image -> withThinness(image, tooThin));
    List<RawCase> sound = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    Map<Path, String> voxelHashes = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      RawCase image = images.get(i);
      Optional<Skipped> flawed = flawed(image, findings.get(i), spacing);
      if (flawed.isPresent()) {
        skipped.add(flawed.get());
      } else {
        sound.add(image);
        voxelHashes.putAll(findings.get(i).voxelHashes());
      }
    }
    return new Sifted(corpus.only(sound), skipped, voxelHashes);
  }

  private static DatasetVerifier.Findings withThinness(
      RawCase image, Function<RawCase, Optional<String>> tooThin) {
    DatasetVerifier.Findings found =
        new CaseCheck(image, Optional.empty(), true, DatasetVerifier.Viewer.NONE).run();
    return found.problems().isEmpty()
        ? tooThin.apply(image).map(why -> found.with(Flaw.TOO_THIN, why)).orElse(found)
        : found;
  }

  private static Optional<Skipped> flawed(
      RawCase image, DatasetVerifier.Findings found, Optional<String> spacing) {
    return found
        .flaw()
        .map(flaw -> new Skipped(image, flaw, found.problems().get(0)))
        .or(
            () ->
                OddSpacing.question(found.oddSpacing().stream().toList(), spacing)
                    .map(question -> new Skipped(image, Flaw.GEOMETRY, question)));
  }
}
