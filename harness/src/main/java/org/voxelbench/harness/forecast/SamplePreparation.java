package org.voxelbench.harness.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.DatasetFingerprint;

/**
 * Prepares a few cases of a data set, as all of them will be, and takes the time.
 *
 * @param preparation prepares into the workspace
 * @param workspace a folder of nobody else's
 * @param threads that prepare cases side by side
 * @param nanoClock a clock that can't go back
 */
record SamplePreparation(
    Preparation preparation, Workspace workspace, int threads, LongSupplier nanoClock) {

  private static final int LEAST_CASES = 2;
  private static final int MOST_CASES = 8;

  /** A fingerprint reads each image once, and so does the verification before it. */
  private static final int READINGS = 2;

  private static final double NANO = 1e-9;

  /** Prepares under some kinds of plans. */
  PreparedSample of(KnownDataset known, Set<TrainingPlan> kinds) {
    List<RawCase> cases = middle(known.raw());
    RawDataset few = known.raw().only(cases);
    List<CaseSize> sizes = CaseSize.of(cases);
    double share = share(cases.size(), known.training().size());
    long begin = nanoClock.getAsLong();
    DatasetFingerprint measured = preparation.fingerprint(few);
    double reading = READINGS * secondsSince(begin) * share / CaseSize.voxels(sizes);
    double[] kept = PreparedSample.kept(sizes, measured);
    DatasetFingerprint whole = whole(known, measured, kept);
    Map<TrainingPlan, PreparedDataset> prepared = new TreeMap<>();
    Map<TrainingPlan, Double> seconds = new TreeMap<>();
    Map<TrainingPlan, Double> bytes = new TreeMap<>();
    for (TrainingPlan kind : kinds) {
      long start = nanoClock.getAsLong();
      PreparedDataset made =
          preparation.prepare(few, measured, preparation.plan(known.raw(), whole, kind), kind);
      double taken = secondsSince(start) * share;
      double written = CaseSize.voxels(sizes, kept, made);
      prepared.put(kind, made);
      seconds.put(kind, taken / written);
      bytes.put(kind, FolderSize.of(workspace.prepared(few.name(), kind)) / written);
    }
    return new PreparedSample(
        known.raw(),
        prepared,
        cases.stream().map(RawCase::id).toList(),
        kept,
        new PreparationCost(reading, seconds, bytes));
  }

  /**
   * Cases about the middle by their size, so many that each thread has one, and further ones until
   * one of them shows what is annotated.
   */
  private List<RawCase> middle(RawDataset raw) {
    List<RawCase> bySize =
        raw.trainingCases().stream()
            .sorted(Comparator.comparingDouble(one -> CaseSize.of(one).voxels()))
            .toList();
    int count = Math.min(bySize.size(), Math.max(LEAST_CASES, Math.min(threads, MOST_CASES)));
    int from = (bySize.size() - count) / 2;
    List<RawCase> chosen = new ArrayList<>(bySize.subList(from, from + count));
    boolean shown = raw.json().isEmpty() || chosen.stream().anyMatch(SamplePreparation::shows);
    for (int i = 0; i < bySize.size() && !shown; i++) {
      RawCase next = bySize.get(i);
      if (!chosen.contains(next)) {
        chosen.add(next);
        shown = shows(next);
      }
    }
    return chosen;
  }

  private static boolean shows(RawCase raw) {
    for (short label : raw.labelMap().labels()) {
      if (label != 0) {
        return true;
      }
    }
    return false;
  }

  /** A few cases may leave threads idle that all of them would use. */
  private double share(int measured, int all) {
    return Math.min(threads, measured) / (double) Math.max(1, Math.min(threads, all));
  }

  private double secondsSince(long begin) {
    return (nanoClock.getAsLong() - begin) * NANO;
  }

  private static DatasetFingerprint whole(
      KnownDataset known, DatasetFingerprint measured, double[] kept) {
    List<List<Double>> spacings = new ArrayList<>();
    List<List<Integer>> shapes = new ArrayList<>();
    for (CaseSize size : known.training()) {
      spacings.add(Arrays.stream(size.spacing()).boxed().toList());
      shapes.add(Arrays.stream(size.cropped(kept).shape()).boxed().toList());
    }
    return new DatasetFingerprint(
        spacings,
        shapes,
        measured.foregroundIntensities(),
        measured.medianRelativeSizeAfterCropping());
  }
}
