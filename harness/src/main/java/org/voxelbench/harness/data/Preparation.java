package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.memory.DatasetMemory;
import org.voxelbench.datasets.memory.Topic;
import org.voxelbench.datasets.raw.CorpusSieve;
import org.voxelbench.datasets.raw.DatasetVerifier;
import org.voxelbench.datasets.raw.FileHashes;
import org.voxelbench.datasets.raw.FindingsText;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.Experiment;
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
import org.voxelbench.preparation.preprocess.RememberingWorkers;
import org.voxelbench.store.RunKey;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Protocol;

/** Verifies, plans and preprocesses data sets into the workspace's cache. */
public final class Preparation {

  public static final String CONFIGURATION = "3d_fullres";
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
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
   * Reads every file of a data set, but for those that are remembered from a time when they could
   * be used, and refuses what can't be used.
   *
   * @param spacing what is known of its spacing, in words
   * @return what may be used all the same, and a hash of size and intensities of each image file
   */
  DatasetVerifier.Verified verify(RawDataset raw, Optional<String> spacing) {
    int cases = raw.trainingCases().size() + raw.testCases().size();
    try (Progress.Stage stage = progress.stage("Verifying " + raw.name(), cases, "case");
        DatasetMemory memory = memory(raw)) {
      Set<RawCase> training = Set.copyOf(raw.trainingCases());
      DatasetVerifier.Verified verified =
          DatasetVerifier.examine(
                  raw,
                  spacing,
                  remembering(
                      stage,
                      memory,
                      one -> FindingsText.question(raw, one, training.contains(one))))
              .sound();
      raw.contentHash(memory.hashes());
      return verified;
    }
  }

  /**
   * A data set under the hash by which runs began that took its test cases in too, as earlier
   * versions did for every data set, if that hash is right still.
   *
   * @param used without its test cases
   * @param begun the hashes of the data set by which runs began
   */
  RawDataset asBegun(RawDataset used, Set<String> begun) {
    if (begun.isEmpty() || begun.contains(used.contentHash())) {
      return used;
    }
    try (DatasetMemory memory = memory(used)) {
      String before = RawDataset.open(used.folder()).contentHash(memory.hashes());
      return begun.contains(before) ? used.hashed(before) : used;
    } catch (DatasetException e) {
      LOG.debug("The test cases of {} aren't those of an earlier run.", used.name(), e);
      return used;
    }
  }

  /**
   * The hashes of each data set by which runs of an experiment began here; the folder may hold
   * other experiments' too.
   */
  Map<String, Set<String>> begun(Experiment experiment) {
    RunStore store = new RunStore(workspace.root());
    return Stream.concat(store.runs().stream(), store.preTrainings().stream())
        .filter(
            made ->
                !(made.key() instanceof RunKey run) || run.protocolHash().equals(experiment.hash()))
        .flatMap(made -> made.dataHashes().entrySet().stream())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }

  /** The images of a corpus that a protocol keeps, with their masks if it uses those. */
  public CorpusFilter.Kept keep(RawDataset corpus, PretrainingSettings settings) {
    RawDataset images = CorpusIntake.withMasksAsUsed(corpus, settings);
    if (settings.keep() == null) {
      return new CorpusFilter.Kept(images, Map.of());
    }
    int cases = images.trainingCases().size();
    try (Progress.Stage stage = progress.stage("Headers of " + corpus.name(), cases, "case");
        DatasetMemory memory = memory(corpus)) {
      return new CorpusFilter(settings.keep())
          .apply(images, new RememberingWorkers(workers(stage), memory));
    }
  }

  /**
   * Reads every image of a corpus, but for those that are remembered from a time when they could be
   * used, and puts those aside that can't be used.
   *
   * @param spacing what is known of its spacing, in words
   */
  CorpusSieve.Sifted sift(RawDataset corpus, Optional<String> spacing) {
    int cases = corpus.trainingCases().size();
    try (Progress.Stage stage = progress.stage("Verifying " + corpus.name(), cases, "case");
        DatasetMemory memory = memory(corpus)) {
      CorpusSieve.Sifted sifted =
          CorpusSieve.sift(
              corpus,
              spacing,
              image -> CasePreprocessor.tooThin(image, target),
              remembering(stage, memory, one -> thinness(corpus, one)));
      sifted.sound().contentHash(memory.hashes());
      return sifted;
    }
  }

  /** All that the verification of an image depends on besides its files. */
  private String thinness(RawDataset corpus, RawCase image) {
    return FindingsText.question(corpus, image, true) + "\0" + Arrays.toString(target);
  }

  /**
   * Checks the cases of which isn't remembered what a check would find.
   *
   * @param question all that the check of a case depends on besides its files
   */
  private DatasetVerifier.Workers remembering(
      Progress.Stage stage, DatasetMemory memory, Function<RawCase, String> question) {
    RememberingWorkers workers = new RememberingWorkers(workers(stage), memory);
    FileHashes hashes = memory.hashes();
    RememberingWorkers.Form<DatasetVerifier.Findings> findings =
        new RememberingWorkers.Form<>(Topic.CHECK, question, FindingsText::of, FindingsText::read);
    return (all, check) ->
        workers.run(
            all, findings, Preparation::bytesToRead, one -> hashed(one, hashes, check.apply(one)));
  }

  /** Files that were just read are hashed while the system still holds them in memory. */
  private static DatasetVerifier.Findings hashed(
      RawCase one, FileHashes hashes, DatasetVerifier.Findings found) {
    if (found.problems().isEmpty()) {
      one.files().forEach(hashes::of);
    }
    return found;
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
    int cases = raw.trainingCases().size();
    try (Progress.Stage stage = progress.stage("Fingerprint of " + raw.name(), cases, "case");
        DatasetMemory memory = memory(raw)) {
      return FingerprintExtractor.extract(raw, workers(stage), memory);
    }
  }

  /** A data set's plan of one kind. */
  public Plan plan(RawDataset raw, DatasetFingerprint fingerprint, TrainingPlan kind) {
    return planner.plan(raw.name(), kind, fingerprint, DatasetSummary.of(raw));
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
                "case");
        DatasetMemory memory = memory(raw)) {
      Preprocessor.prepare(
          raw, fingerprint, plan, CONFIGURATION, folder, memory.hashes(), workers(stage));
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

  /** Distrusts what is remembered of all data sets, so that their files are read again. */
  public void rehash() {
    DatasetMemory.forget(workspace.remembered());
  }

  private DatasetMemory memory(RawDataset raw) {
    return DatasetMemory.in(workspace.remembered(raw.name()), raw.folder(), LOG::warn);
  }

  private CaseWorkers workers(Progress.Stage stage) {
    return CaseWorkers.ofThreads(threads, (done, total) -> stage.done(done));
  }
}
