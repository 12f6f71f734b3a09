package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.voxelbench.datasets.DatasetException;

/**
 * Reads a whole data set once and says what would spoil a training: missing or damaged files,
 * images and labels that don't fit each other, undeclared labels, NaN or infinite voxels, spacing
 * that isn't positive, axes that aren't at right angles, no foreground in any case (nnU-Net: {@code
 * verify_dataset_integrity.py}).
 */
public final class DatasetVerifier {

  private DatasetVerifier() {}

  /**
   * What one case showed, one sentence each.
   *
   * @param problems what stands in the way of a training
   * @param warnings what doesn't
   * @param voxelHashes hash of size and intensities of each image file
   * @param foreground whether a voxel of its label map holds a foreground label
   */
  public record Findings(
      List<String> problems,
      List<String> warnings,
      Map<Path, String> voxelHashes,
      boolean foreground) {

    public Findings {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
      voxelHashes = Map.copyOf(voxelHashes);
    }
  }

  /**
   * What a data set without problems showed.
   *
   * @param warnings what doesn't stand in the way of a training
   * @param voxelHashes of each image file: size and intensities, hashed after decoding, so that
   *     copies in another format, data type or orientation have the same hash
   */
  public record Verified(List<String> warnings, Map<Path, String> voxelHashes) {

    public Verified {
      warnings = List.copyOf(warnings);
      voxelHashes = Map.copyOf(voxelHashes);
    }
  }

  /** Works on cases one by one or side by side, and gives what was found in their order. */
  @FunctionalInterface
  public interface Workers {

    /** Applies the check to every case; each is in memory as a whole meanwhile. */
    List<Findings> run(List<RawCase> cases, Function<RawCase, Findings> check);
  }

  /** Verifies on one thread, silently. */
  public static List<String> verify(RawDataset dataset) {
    return verify(dataset, (cases, check) -> cases.stream().map(check).toList()).warnings();
  }

  /**
   * Verifies all training and test cases.
   *
   * @return warnings and hashes
   * @throws DatasetException with all problems, in the order of cases
   */
  public static Verified verify(RawDataset dataset, Workers workers) {
    List<RawCase> cases = new ArrayList<>(dataset.trainingCases());
    Set<RawCase> training = Set.copyOf(cases);
    cases.addAll(dataset.testCases());
    List<Findings> findings =
        workers.run(
            List.copyOf(cases),
            raw -> new CaseCheck(raw, dataset.json(), training.contains(raw)).run());
    List<String> problems = new ArrayList<>(counted(dataset));
    findings.forEach(f -> problems.addAll(f.problems()));
    if (problems.isEmpty()) {
      problems.addAll(unlabelled(dataset, findings));
    }
    if (!problems.isEmpty()) {
      throw new DatasetException(problems);
    }
    Map<Path, String> voxelHashes = new HashMap<>();
    findings.forEach(f -> voxelHashes.putAll(f.voxelHashes()));
    return new Verified(
        findings.stream().flatMap(f -> f.warnings().stream()).toList(), voxelHashes);
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
