package org.voxelbench.harness.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.training.pretext.DownstreamPlan;

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
  private static final double NANO = 1e-9;

  /**
   * Prepares under some kinds of plans.
   *
   * @param spacing what is known of the data set's spacing, in words
   */
  PreparedSample of(KnownDataset known, Optional<String> spacing, Set<DownstreamPlan> kinds) {
    List<RawCase> cases = middle(known.raw().trainingCases());
    RawDataset few = known.raw().only(cases);
    double voxels = CaseSize.voxels(CaseSize.of(cases));
    double share = share(cases.size(), known.training().size()) / voxels;
    long begin = nanoClock.getAsLong();
    preparation.verify(few, spacing);
    DatasetFingerprint measured = preparation.fingerprint(few);
    double reading = secondsSince(begin) * share;
    double[] kept = PreparedSample.kept(CaseSize.of(cases), measured);
    DatasetFingerprint whole = whole(known, measured, kept);
    Map<DownstreamPlan, PreparedDataset> prepared = new EnumMap<>(DownstreamPlan.class);
    Map<DownstreamPlan, Double> seconds = new EnumMap<>(DownstreamPlan.class);
    Map<DownstreamPlan, Double> bytes = new EnumMap<>(DownstreamPlan.class);
    for (DownstreamPlan kind : kinds) {
      long start = nanoClock.getAsLong();
      prepared.put(
          kind,
          preparation.prepare(few, measured, preparation.plan(known.raw(), whole, kind), kind));
      seconds.put(kind, secondsSince(start) * share);
      bytes.put(kind, FolderSize.of(workspace.prepared(few.name(), kind)) / voxels);
    }
    return new PreparedSample(
        known.raw(),
        prepared,
        cases.stream().map(RawCase::id).toList(),
        kept,
        new PreparationCost(reading, seconds, bytes));
  }

  /** Cases about the middle by their size, so many that each thread has one. */
  private List<RawCase> middle(List<RawCase> all) {
    int count = Math.min(all.size(), Math.max(LEAST_CASES, Math.min(threads, MOST_CASES)));
    int from = (all.size() - count) / 2;
    return all.stream()
        .sorted(Comparator.comparingDouble(raw -> CaseSize.of(raw).voxels()))
        .toList()
        .subList(from, from + count);
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
