package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;

/**
 * Reads a whole data set once and says what would spoil a training: missing or damaged files,
 * images and labels that don't fit each other, undeclared labels, NaN or infinite voxels, spacing
 * that isn't positive or hardly in mm, axes that aren't at right angles, no foreground in any case
 * (nnU-Net: {@code verify_dataset_integrity.py}).
 */
public final class DatasetVerifier {

  private DatasetVerifier() {}

  /**
   * What one case showed, one sentence each.
   *
   * @param problems what stands in the way of a training
   * @param flaw what kind the first of them is
   * @param mismatch a label map that can't be matched to its image
   * @param offsets files that are matched to the image voxel by voxel
   * @param oddSpacing a spacing that has to be asked about
   * @param voxelHashes hash of size and intensities of each image file
   * @param foreground whether a voxel of its label map holds a foreground label
   */
  public record Findings(
      List<String> problems,
      Optional<Flaw> flaw,
      Optional<GridMismatch> mismatch,
      List<GridOffset> offsets,
      Optional<OddSpacing> oddSpacing,
      Map<Path, String> voxelHashes,
      boolean foreground) {

    public Findings {
      problems = List.copyOf(problems);
      offsets = List.copyOf(offsets);
      voxelHashes = Map.copyOf(voxelHashes);
    }

    /** The same with one problem more, of a case that has none. */
    Findings with(Flaw kind, String problem) {
      return new Findings(
          List.of(problem),
          Optional.of(kind),
          mismatch,
          offsets,
          oddSpacing,
          voxelHashes,
          foreground);
    }
  }

  /**
   * What a data set showed.
   *
   * @param problems what stands in the way of a training, one sentence each: of the data set as a
   *     whole, then of its cases in their order
   * @param warnings what doesn't
   * @param voxelHashes of each image file: size and intensities, hashed after decoding, so that
   *     copies in another format, data type or orientation have the same hash
   */
  public record Verified(
      List<String> problems, List<String> warnings, Map<Path, String> voxelHashes) {

    public Verified {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
      voxelHashes = Map.copyOf(voxelHashes);
    }

    /**
     * The same, if nothing stands in the way of a training.
     *
     * @throws DatasetException with all problems
     */
    public Verified sound() {
      if (problems.isEmpty()) {
        return this;
      }
      throw new DatasetException(problems);
    }
  }

  /** Works on cases one by one or side by side, and gives what was found in their order. */
  @FunctionalInterface
  public interface Workers {

    /** Applies the check to every case; each is in memory as a whole meanwhile. */
    List<Findings> run(List<RawCase> cases, Function<RawCase, Findings> check);
  }

  /** Sees what was read of a case, so that it need not be read again. */
  @FunctionalInterface
  public interface Viewer {

    /** Looks at nothing. */
    Viewer NONE = (rawCase, images, labels) -> {};

    /**
     * Looks at a case all of whose files could be read; on the thread that read them.
     *
     * @param images its channels
     * @param labels its label map as read, which may not fit the images; empty if it has none
     */
    void see(RawCase rawCase, List<Image> images, Optional<LabelMap> labels);
  }

  /** Verifies on one thread, silently. */
  public static List<String> verify(RawDataset dataset) {
    return verify(dataset, (cases, check) -> cases.stream().map(check).toList()).warnings();
  }

  /**
   * Verifies all training and test cases.
   *
   * @return warnings and hashes
   * @throws DatasetException with all problems
   */
  public static Verified verify(RawDataset dataset, Workers workers) {
    return examine(dataset, Optional.empty(), workers).sound();
  }

  /**
   * Looks at all training and test cases, whatever is wrong with them.
   *
   * @param spacing what is known of the data set's spacing, in words
   */
  public static Verified examine(RawDataset dataset, Optional<String> spacing, Workers workers) {
    return examine(dataset, spacing, workers, Viewer.NONE);
  }

  /** The same, and lets a viewer see each case. */
  public static Verified examine(
      RawDataset dataset, Optional<String> spacing, Workers workers, Viewer viewer) {
    List<RawCase> cases = new ArrayList<>(dataset.trainingCases());
    Set<RawCase> training = Set.copyOf(cases);
    cases.addAll(dataset.testCases());
    List<Findings> findings =
        workers.run(
            List.copyOf(cases),
            raw -> new CaseCheck(raw, dataset.json(), training.contains(raw), viewer).run());
    List<String> problems = new ArrayList<>(counted(dataset));
    OddSpacing.question(findings.stream().flatMap(f -> f.oddSpacing().stream()).toList(), spacing)
        .ifPresent(problems::add);
    problems.addAll(
        GridMismatch.problems(findings.stream().flatMap(f -> f.mismatch().stream()).toList()));
    findings.forEach(f -> problems.addAll(f.problems()));
    if (problems.isEmpty()) {
      problems.addAll(unlabelled(dataset, findings));
    }
    Map<Path, String> voxelHashes = new HashMap<>();
    findings.forEach(f -> voxelHashes.putAll(f.voxelHashes()));
    return new Verified(
        problems,
        GridOffset.warnings(findings.stream().flatMap(f -> f.offsets().stream()).toList()),
        voxelHashes);
  }

  /**
   * Without a foreground voxel nothing can be learnt, and CT has no intensities to normalise by.
   */
  private static List<String> unlabelled(RawDataset dataset, List<Findings> findings) {
    int training = dataset.trainingCases().size();
    boolean foreground =
        dataset.json().isEmpty()
            || findings.subList(0, training).stream().anyMatch(Findings::foreground);
    return foreground ? List.of() : List.of(MissingForeground.sentence(dataset));
  }

  private static List<String> counted(RawDataset dataset) {
    int found = dataset.trainingCases().size();
    return dataset.json().stream()
        .filter(json -> json.trainingCases().orElse(found) != found)
        .map(
            json ->
                dataset.folder().resolve(DatasetJson.NAME)
                    + ": 'numTraining' is "
                    + json.trainingCases().getAsInt()
                    + ", but imagesTr holds "
                    + found
                    + " cases; correct it or add what is missing.")
        .toList();
  }
}
