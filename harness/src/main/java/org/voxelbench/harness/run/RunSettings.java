package org.voxelbench.harness.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.checkpoint.CheckpointStart;
import org.voxelbench.harness.data.Corpus;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.plugin.PluginJar;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.MethodEntry;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.transfer.LoadingReport;

/** Everything that makes a run what it is, left in its folder as {@code settings.json}. */
public final class RunSettings {

  public static final String NAME = "settings.json";

  /** What keys of a recipe begin with that a protocol lets methods have for themselves. */
  static final String RECIPE = "method.pretraining.";

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 2));
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Experiment experiment;
  private final EngineInfo engine;

  RunSettings(Experiment experiment, EngineInfo engine) {
    this.experiment = experiment;
    this.engine = engine;
  }

  /** Of a pre-training. */
  Map<String, Object> preTraining(ConfiguredMethod method, long seed, Corpus corpus) {
    Protocol protocol = experiment.protocol();
    SortedMap<String, Object> settings = shared("pre-training", method, seed);
    SortedMap<String, Object> common = new TreeMap<>();
    common.put("pretraining", protocol.pretraining());
    common.put("fixedPlan", protocol.plans().fixed());
    if (protocol.ownRecipes()) {
      common.put("recipes", protocol.recipes());
    }
    putDevices(common);
    settings.put("protocol", common);
    settings.put("corpus", corpus.hashes());
    if (!experiment.lenders().isEmpty()) {
      settings.put("lenders", experiment.lenders());
    }
    return settings;
  }

  /** Of a pre-training with labels. */
  Map<String, Object> preTraining(
      PreTrainingSpec spec, PreTrainingSpec.LabelledFold labelled, LabelledDataset data) {
    Protocol protocol = experiment.protocol();
    SortedMap<String, Object> settings =
        shared("supervised pre-training", spec.method(), spec.seed());
    SortedMap<String, Object> common = new TreeMap<>();
    common.put("training", protocol.training().with(spec.method().pretraining(protocol).length()));
    common.put("fixedPlan", protocol.fixedPlan(labelled.dataset().name()));
    putDevices(common);
    settings.put("protocol", common);
    settings.put(
        "data",
        Map.of("name", data.card().name(), "role", data.role(), "sha256", data.contentHash()));
    settings.put("fold", labelled.fold());
    settings.put("cases", data.spareCases(labelled.fold(), protocol.seeds()));
    return settings;
  }

  /**
   * Of a training with its evaluation.
   *
   * @param corpus what was pre-trained on; null for a random start
   * @param preTraining id of the pre-training, or empty
   * @param moved what the transfer does; empty for a random start
   */
  Map<String, Object> training(
      RunSpec run,
      LabelledDataset data,
      Corpus corpus,
      String preTraining,
      Optional<LoadingReport> moved) {
    ConfiguredMethod method = run.method();
    SortedMap<String, Object> settings = shared("training", method, run.seed());
    settings.put("protocol", Protocols.comparable(experiment.protocol()));
    SortedMap<String, Object> start = new TreeMap<>();
    start.put("plan", method.plan(experiment.protocol()).word());
    start.put("recipe", method.recipe(experiment.protocol().training()));
    start.put("from", moved.isPresent() ? "pre-trained weights" : "random weights");
    moved.ifPresent(report -> start.put("moved", report.summary()));
    if (method.pretrained()) {
      start.put("moves", method.transfer());
    }
    method.checkpoint().ifPresent(from -> start.put("checkpoint", checkpoint(from)));
    if (!preTraining.isEmpty()) {
      start.put("preTraining", preTraining);
      method.pretext().ifPresent(task -> settings.put("corpus", corpus.hashes()));
    }
    settings.put("start", start);
    settings.put("plan", PlanJson.toJson(data.prepared(method.plan(experiment.protocol())).plan()));
    settings.put(
        "data",
        Map.of("name", data.card().name(), "role", data.role(), "sha256", data.contentHash()));
    SortedMap<String, Object> split = new TreeMap<>();
    split.put("fold", run.fold());
    split.put("hash", data.splitHash());
    List<String> cases = data.trainingCases(run.fold(), run.trainingCases(), run.seed());
    split.put("cases", cases);
    split.put("trainingCases", cases.size());
    split.put("validationCases", data.split(run.fold()).val().size());
    settings.put("split", split);
    return settings;
  }

  private void putDevices(Map<String, Object> settings) {
    if (experiment.protocol().devices() != null) {
      settings.put("devices", experiment.protocol().devices());
    }
  }

  private static Map<String, String> checkpoint(CheckpointStart from) {
    return Map.of("file", from.file().getFileName().toString(), "sha256", from.sha256());
  }

  private SortedMap<String, Object> shared(String kind, ConfiguredMethod method, long seed) {
    SortedMap<String, Object> settings = new TreeMap<>();
    settings.put("kind", kind);
    settings.put("method", method(method));
    settings.put("seed", seed);
    settings.put("engine", engine());
    return settings;
  }

  /** Why a precision was taken makes no difference. */
  private Map<String, Object> engine() {
    return Map.of(
        "id", engine.id(),
        "version", engine.version(),
        "device", engine.device(),
        "deviceName", engine.deviceName(),
        "precision", engine.precision(),
        "threads", engine.threads(),
        "deterministic", engine.deterministic());
  }

  private Map<String, Object> method(ConfiguredMethod method) {
    SortedMap<String, Object> described = new TreeMap<>();
    described.put("id", method.info().id());
    described.put("label", method.label());
    described.put("settings", method.settings());
    MethodEntry entry = method.entry();
    if (experiment.protocol().ownRecipes() && method.pretext().isPresent()) {
      described.put("pretraining", recipe(method.pretraining(experiment.protocol())));
    } else if (entry.pretrainingLength() != null) {
      described.put("pretrainingLength", entry.pretrainingLength());
    }
    if (entry.trainingLength() != null) {
      described.put("trainingLength", entry.trainingLength());
    }
    if (entry.adapted() != null) {
      described.put("adapted", entry.adapted());
    }
    method.plugin().ifPresent(jar -> described.put("plugin", plugin(jar)));
    method.pretext().ifPresent(task -> described.put("task", task(task)));
    return described;
  }

  private static Map<String, Object> recipe(PretrainingSettings settings) {
    return Map.of(
        "batchSize", settings.batchSize(),
        "learningRate", settings.learningRate(),
        "length", settings.length(),
        "optimizer", settings.optimizer());
  }

  private Map<String, Object> task(PretextTask task) {
    FixedPlan plan = experiment.protocol().plans().fixed();
    int[] patch = plan.patch();
    PretextPatches asked = task.patches(patch);
    SortedMap<String, Object> described = new TreeMap<>();
    described.put("patchesPerSample", asked.perSample());
    described.put("patch", asked.size());
    described.put("spatialAugmentation", asked.spatialAugmentation());
    described.put("outputChannels", task.outputChannels());
    // A U-Net's weights don't depend on it.
    if (plan.architecture().family() != NetworkFamily.U_NET) {
      described.put("input", task.input(patch));
    }
    return described;
  }

  private static Map<String, String> plugin(PluginJar jar) {
    return Map.of("jar", jar.name(), "sha256", jar.sha256());
  }

  /** Writes settings into a run's folder, with sorted keys. */
  static void write(Path folder, Map<String, Object> settings) {
    Object plain = MAPPER.convertValue(settings, Object.class);
    JSON.write(
        folder.resolve(NAME), StrictJson.parse(NAME, Protocols.canonical(plain), JsonNode.class));
  }

  /** What a run's folder holds of them. */
  public static JsonNode read(Path folder) {
    return JSON.readTree(folder.resolve(NAME));
  }

  /** The hash of the jar that made a run; empty if a built-in method or nobody did. */
  static Optional<String> pluginHash(Path folder) {
    return text(folder, "/method/plugin/sha256");
  }

  /** The hash of the checkpoint that a run started from; empty if it started from none. */
  static Optional<String> checkpointHash(Path folder) {
    return text(folder, "/start/checkpoint/sha256");
  }

  /** The hash of the split that a run was made with; empty if there is none. */
  public static Optional<String> splitHash(Path folder) {
    return text(folder, "/split/hash");
  }

  private static Optional<String> text(Path folder, String pointer) {
    return Files.isRegularFile(folder.resolve(NAME))
        ? Optional.of(read(folder).at(pointer).asText()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
