package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.CorpusSieve;
import org.voxelbench.datasets.raw.DatasetVerifier;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.preprocess.CasePreprocessor;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.MemoryEstimate;
import org.voxelbench.preparation.preprocess.Preprocessor;
import org.voxelbench.training.protocol.Protocol;

/** Verifies, plans and preprocesses data sets into the workspace's cache. */
public final class Preparation {

  public static final String CONFIGURATION = "3d_fullres";
  private static final long CHUNK_CACHE_BYTES = 256L << 20;

  private final DownstreamPlanner planner;
  private final double[] target;
  private final Workspace workspace;
  private final int threads;
  private final Progress progress;

  public Preparation(Protocol protocol, Workspace workspace, int threads, Progress progress) {
    this.planner = new DownstreamPlanner(protocol);
    this.target =
        protocol.plans().fixed().spacing().stream().mapToDouble(Double::doubleValue).toArray();
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

  /** The images of a corpus that a protocol keeps, with their masks if it uses those. */
  public CorpusFilter.Kept keep(RawDataset corpus, Protocol.Pretraining settings) {
    RawDataset images = CorpusIntake.withMasksAsUsed(corpus, settings);
    if (settings.keep() == null) {
      return new CorpusFilter.Kept(images, Map.of());
    }
    int cases = images.trainingCases().size();
    try (Progress.Stage stage = progress.stage("Headers of " + corpus.name(), cases, "case")) {
      return new CorpusFilter(settings.keep()).apply(images, workers(stage));
    }
  }

  /**
   * Reads every image of a corpus once and puts those aside that can't be used.
   *
   * @param spacing what is known of its spacing, in words
   */
  CorpusSieve.Sifted sift(RawDataset corpus, Optional<String> spacing) {
    int cases = corpus.trainingCases().size();
    try (Progress.Stage stage = progress.stage("Verifying " + corpus.name(), cases, "case")) {
      CaseWorkers workers = workers(stage);
      return CorpusSieve.sift(
          corpus,
          spacing,
          image -> CasePreprocessor.tooThin(image, target),
          (all, check) -> workers.run(all, Preparation::bytesToRead, check));
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

  /** A data set's plan of one kind. */
  public Plan plan(RawDataset raw, DatasetFingerprint fingerprint, TrainingPlan kind) {
    return planner.plan(kind, fingerprint, DatasetSummary.of(raw));
  }

  /** The data set cached under its plan of one kind. */
  PreparedDataset prepare(RawDataset raw, DatasetFingerprint fingerprint, TrainingPlan kind) {
    return prepare(raw, fingerprint, plan(raw, fingerprint, kind), kind);
  }

  /** The data set cached under a plan of one kind. */
  public PreparedDataset prepare(
      RawDataset raw, DatasetFingerprint fingerprint, Plan plan, TrainingPlan kind) {
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
  boolean isCached(String dataset, TrainingPlan kind) {
    return PreparedDataset.isComplete(workspace.prepared(dataset, kind));
  }

  /** A data set as it lies in the cache. */
  public PreparedDataset cached(String dataset, TrainingPlan kind) {
    return PreparedDataset.open(workspace.prepared(dataset, kind), CHUNK_CACHE_BYTES);
  }

  private CaseWorkers workers(Progress.Stage stage) {
    return CaseWorkers.ofThreads(threads, (done, total) -> stage.done(done));
  }
}
