package org.voxelbench.preparation.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.datasets.memory.DatasetMemory;
import org.voxelbench.datasets.memory.Topic;
import org.voxelbench.datasets.raw.MissingForeground;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.IntensityProperties;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.CroppedCase;
import org.voxelbench.preparation.preprocess.MemoryEstimate;
import org.voxelbench.preparation.preprocess.RememberingWorkers;

/**
 * Takes the fingerprint of a raw data set's training cases (nnU-Net: {@code
 * fingerprint_extractor.py}).
 *
 * <p>Where nnU-Net samples the foreground with replacement, this takes every voxel once and weighs
 * cases equally, so that mean and standard deviation are what sampling converges to. Percentiles of
 * a data set with more foreground than fits are those of values at even ranks of each case.
 */
public final class FingerprintExtractor {

  private static final int[] AS_READ = {0, 1, 2};
  private static final long FOREGROUND_VALUES = 20_000_000;

  /** Cropping and spacing may be read in another way by another version. */
  private static final RememberingWorkers.Form<CasePrint> UNLABELLED =
      new RememberingWorkers.Form<>(
          Topic.FINGERPRINT,
          raw -> ProgramVersion.current() + "\0" + raw.reader(),
          (raw, print) -> Optional.of(print.text()),
          (raw, text) -> CasePrint.unlabelled(text));

  private FingerprintExtractor() {}

  /**
   * Extracts the fingerprint.
   *
   * @param workers the threads and the memory to use
   * @throws org.voxelbench.base.BadInputException naming the case that can't be read, or the folder
   *     of labels, if no case has a foreground
   */
  public static DatasetFingerprint extract(RawDataset dataset, CaseWorkers workers) {
    return extract(dataset, workers, DatasetMemory.none(dataset.folder()));
  }

  /**
   * The same, but for files of which is remembered what it would find. Of an unlabelled data set
   * each case is remembered; of a labelled one, whose pooled foreground is large, the whole.
   */
  public static DatasetFingerprint extract(
      RawDataset dataset, CaseWorkers workers, DatasetMemory memory) {
    if (dataset.json().isEmpty()) {
      RememberingWorkers remembering = new RememberingWorkers(workers, memory);
      return pooled(
          dataset,
          remembering.run(
              dataset.trainingCases(),
              UNLABELLED,
              MemoryEstimate::ofReading,
              raw -> print(raw, false, 0)));
    }
    RememberedFingerprint known = new RememberedFingerprint(dataset, memory);
    return known.recall().orElseGet(() -> known.remember(read(dataset, workers)));
  }

  private static DatasetFingerprint read(RawDataset dataset, CaseWorkers workers) {
    List<RawCase> cases = dataset.trainingCases();
    int limit = (int) Math.max(2, FOREGROUND_VALUES / cases.size());
    return pooled(
        dataset, workers.run(cases, MemoryEstimate::ofReading, raw -> print(raw, true, limit)));
  }

  private static DatasetFingerprint pooled(RawDataset dataset, List<CasePrint> prints) {
    boolean labelled = dataset.json().isPresent();
    SortedMap<Integer, IntensityProperties> intensities = new TreeMap<>();
    for (int channel = 0; channel < dataset.channelNames().size(); channel++) {
      List<ForegroundSample> samples = new ArrayList<>();
      for (CasePrint print : prints) {
        if (labelled && print.foreground().get(channel).count() > 0) {
          samples.add(print.foreground().get(channel));
        }
      }
      if (!samples.isEmpty()) {
        intensities.put(channel, PooledIntensities.of(samples));
      }
    }
    if (labelled && intensities.isEmpty()) {
      throw new BadInputException(MissingForeground.sentence(dataset));
    }
    double[] relativeSizes = prints.stream().mapToDouble(CasePrint::relativeSize).toArray();
    return new DatasetFingerprint(
        prints.stream().map(CasePrint::spacing).toList(),
        prints.stream().map(CasePrint::shape).toList(),
        intensities,
        median(relativeSizes));
  }

  private static CasePrint print(RawCase raw, boolean labelled, int limit) {
    CroppedCase cropped = CroppedCase.read(raw, AS_READ, labelled);
    int[] before = cropped.properties().shapeBeforeCrop();
    int[] after = cropped.properties().shapeAfterCrop();
    return new CasePrint(
        Arrays.stream(cropped.spacing()).boxed().toList(),
        Arrays.stream(after).boxed().toList(),
        volume(after) / volume(before),
        labelled
            ? cropped.channels().stream()
                .map(voxels -> ForegroundSample.of(voxels, cropped.segmentation(), limit))
                .toList()
            : List.of());
  }

  private static double volume(int[] shape) {
    return (double) shape[0] * shape[1] * shape[2];
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
