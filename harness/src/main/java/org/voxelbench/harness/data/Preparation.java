package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.DatasetVerifier;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.MemoryEstimate;
import org.voxelbench.preparation.preprocess.Preprocessor;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.protocol.DynamicPlan;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Plans;

/** Verifies, plans and preprocesses data sets into the workspace's cache. */
public final class Preparation {

  public static final String CONFIGURATION = "3d_fullres";
  private static final long CHUNK_CACHE_BYTES = 256L << 20;

  private final Plans plans;
  private final Workspace workspace;
  private final int threads;
  private final Progress progress;

  public Preparation(Plans plans, Workspace workspace, int threads, Progress progress) {
    this.plans = plans;
    this.workspace = workspace;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Reads every file of a data set once and refuses what can't be used.
   *
   * @param spacing what is known of its spacing, in words
   * @return what may be used all the same, and a hash of size and intensities of each image file
   */
  DatasetVerifier.Verified verify(RawDataset raw, Optional<String> spacing) {
    int cases = raw.trainingCases().size();
    try (Progress.Stage stage = progress.stage("Verifying " + raw.name(), cases, "case")) {
      CaseWorkers workers = workers(stage);
      return DatasetVerifier.examine(
              raw, spacing, (all, check) -> workers.run(all, Preparation::bytesToRead, check))
          .sound();
    }
  }

  /** A case whose first image can't be read takes none, and is told of by the check. */
  private static double bytesToRead(RawCase raw) {
    try {
      return MemoryEstimate.ofReading(raw);
    } catch (DatasetException e) {
      return 0;
    }
  }

  /** The data set's fingerprint. */
  public DatasetFingerprint fingerprint(RawDataset raw) {
    try (Progress.Stage stage =
        progress.stage("Fingerprint of " + raw.name(), raw.trainingCases().size(), "case")) {
      return FingerprintExtractor.extract(raw, workers(stage));
    }
  }

  /** The data set cached under the plan that is made for it. */
  PreparedDataset dynamic(RawDataset raw, DatasetFingerprint fingerprint) {
    return prepare(raw, fingerprint, dynamicPlan(raw, fingerprint), DownstreamPlan.DYNAMIC);
  }

  /** A data set's plan of one kind. */
  public Plan plan(RawDataset raw, DatasetFingerprint fingerprint, DownstreamPlan kind) {
    return kind == DownstreamPlan.FIXED
        ? fixedPlan(raw, fingerprint)
        : dynamicPlan(raw, fingerprint);
  }

  Plan dynamicPlan(RawDataset raw, DatasetFingerprint fingerprint) {
    return new ExperimentPlanner(plans.dynamic().planner(), overrides())
        .plan(fingerprint, DatasetSummary.of(raw));
  }

  /** The data set cached under the pre-training plan. */
  PreparedDataset fixed(RawDataset raw, DatasetFingerprint fingerprint) {
    return prepare(raw, fingerprint, fixedPlan(raw, fingerprint), DownstreamPlan.FIXED);
  }

  private Plan fixedPlan(RawDataset raw, DatasetFingerprint fingerprint) {
    FixedPlan fixed = plans.fixed();
    return new FixedPlanner(
            fixed.spacing(), fixed.patchSize(), fixed.architecture(), fixed.batchSize())
        .plan(fingerprint, DatasetSummary.of(raw));
  }

  /** The data set cached under a plan of some kind. */
  public PreparedDataset prepare(
      RawDataset raw, DatasetFingerprint fingerprint, Plan plan, DownstreamPlan kind) {
    Path folder = workspace.prepared(raw.name(), kind);
    try (Progress.Stage stage =
        progress.stage(
            "Preprocessing " + raw.name() + " (" + kind.word() + " plan)",
            raw.trainingCases().size(),
            "case")) {
      Preprocessor.prepare(raw, fingerprint, plan, CONFIGURATION, folder, workers(stage));
    }
    return cached(raw.name(), kind);
  }

  /** Whether a data set lies in the cache, with every case. */
  boolean isCached(String dataset, DownstreamPlan kind) {
    return PreparedDataset.isComplete(workspace.prepared(dataset, kind));
  }

  /** A data set as it lies in the cache. */
  public PreparedDataset cached(String dataset, DownstreamPlan kind) {
    return PreparedDataset.open(workspace.prepared(dataset, kind), CHUNK_CACHE_BYTES);
  }

  private CaseWorkers workers(Progress.Stage stage) {
    return CaseWorkers.ofThreads(threads, (done, total) -> stage.done(done));
  }

  private PlanOverrides overrides() {
    DynamicPlan dynamic = plans.dynamic();
    PlanOverrides overrides = PlanOverrides.none();
    if (dynamic.gpuMemoryTarget() != null) {
      overrides = overrides.withGpuMemoryTarget(dynamic.gpuMemoryTarget());
    }
    if (dynamic.maxPatchSize() != null) {
      List<Integer> size = dynamic.maxPatchSize();
      overrides = overrides.withMaxPatchSize(size.get(0), size.get(1), size.get(2));
    }
    if (dynamic.batchSize() != null) {
      overrides = overrides.withBatchSize(dynamic.batchSize());
    }
    if (dynamic.features() != null) {
      overrides = overrides.withFeatures(new PlanOverrides.Features.Explicit(dynamic.features()));
    }
    if (dynamic.blocks() != null) {
      overrides = overrides.withBlocks(dynamic.blocks());
    }
    return overrides;
  }
}
