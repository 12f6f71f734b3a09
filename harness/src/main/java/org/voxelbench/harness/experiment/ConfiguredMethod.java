package org.voxelbench.harness.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.checkpoint.CheckpointStart;
import org.voxelbench.harness.plugin.PluginJar;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.results.Control;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.pretext.CheckpointSource;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.MethodEntry;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.protocol.Recipe;
import org.voxelbench.training.protocol.TrainingSettings;
import org.voxelbench.training.transfer.TransferScope;
import org.voxelbench.training.transfer.WeightTransfer;

/**
 * A method under the settings of the protocol.
 *
 * @param entry its entry in the protocol
 * @param info who the method is
 * @param title its name in reports, with the plan where that is not its own
 * @param settings its settings by name, as they are written down
 * @param settingsHash hash of its id, all its settings and what its entry replaces in the protocol
 * @param pretrainingHash hash of what its pre-training depends on
 * @param pretrainedAs the method whose pre-training it starts from
 * @param pretext its task; empty for a random start, and one from labels
 * @param supervised what moves from a network trained with labels; empty for any other start
 * @param checkpoint the file that it starts from; empty for any other start
 * @param planKind the plan under which it is trained downstream, its entry's or else its own
 * @param control what it stands for if it is no contender
 * @param plugin the jar that it came in; empty if it is built in
 */
public record ConfiguredMethod(
    MethodEntry entry,
    MethodInfo info,
    String title,
    SortedMap<String, Object> settings,
    String settingsHash,
    String pretrainingHash,
    String pretrainedAs,
    Optional<PretextTask> pretext,
    Optional<TransferScope> supervised,
    Optional<CheckpointStart> checkpoint,
    DownstreamPlan planKind,
    Control control,
    Optional<PluginJar> plugin) {

  /** Finds the method and applies the settings; unknown ids and settings are refused. */
  static ConfiguredMethod of(
      MethodEntry entry, Plugins plugins, SharedTransfer transfer, Architecture network) {
    SslMethod<?> method = plugins.methods().get(entry.id());
    return of(entry, method, plugins.jarOf(method), transfer, network);
  }

  /** Applies the settings of an entry to a method. */
  private static <S extends Record> ConfiguredMethod of(
      MethodEntry entry,
      SslMethod<S> method,
      Optional<PluginJar> plugin,
      SharedTransfer transfer,
      Architecture network) {
    S settings = transfer.settings(entry, method);
    Optional<PretextTask> pretext = method.pretext(settings).map(task -> task.on(network));
    Optional<TransferScope> supervised = method.supervised(settings);
    Optional<CheckpointSource> checkpoint = method.checkpoint(settings);
    boolean random = pretext.isEmpty() && supervised.isEmpty() && checkpoint.isEmpty();
    checkRecipe(entry, pretext);
    WrittenSettings written = new WrittenSettings(method.defaults());
    DownstreamPlan plan = plan(entry, method);
    boolean ownPlan = plan == method.plan();
    SortedMap<String, Object> identity = new TreeMap<>();
    identity.put("id", entry.id());
    identity.put("settings", written.of(method.identity(settings)));
    if (entry.pretrainingLength() != null) {
      identity.put("pretrainingLength", entry.pretrainingLength());
    }
    identity.putAll(entry.ownRecipe());
    SortedMap<String, Object> pretraining = new TreeMap<>(identity);
    pretraining.put("id", method.pretrainedAs());
    pretraining.put("settings", written.withoutTransfer(settings));
    if (entry.adapted() != null) {
      identity.put(random ? "recipe" : "adapted", entry.adapted());
    }
    if (entry.trainingLength() != null) {
      identity.put("trainingLength", entry.trainingLength());
    }
    if (!ownPlan) {
      identity.put("plan", plan);
    }
    return new ConfiguredMethod(
        entry,
        method.info(settings),
        method.info().name() + (ownPlan ? "" : ", " + plan.title()),
        written.of(settings),
        Protocols.hash(identity),
        Protocols.hash(pretraining),
        method.pretrainedAs(),
        pretext,
        supervised,
        checkpoint.map(source -> CheckpointStart.of(entry.label(), source)),
        plan,
        method.control(),
        plugin);
  }

  private static void checkRecipe(MethodEntry entry, Optional<PretextTask> pretext) {
    if (pretext.isEmpty() && !entry.ownRecipe().isEmpty()) {
      throw new BadInputException(
          "method '"
              + entry.label()
              + "' states '"
              + String.join("', '", entry.ownRecipe().keySet())
              + "' for its pre-training, but '"
              + entry.id()
              + "' is not pre-trained on the corpus; leave the keys out of the entry.");
    }
  }

  private static DownstreamPlan plan(MethodEntry entry, SslMethod<?> method) {
    DownstreamPlan plan = entry.plan() == null ? method.plan() : entry.plan();
    if (!method.plans().contains(plan)) {
      throw new BadInputException(
          "method '"
              + entry.label()
              + "' asks for 'plan: "
              + plan.word()
              + "', but '"
              + entry.id()
              + "' is trained under "
              + method.plans().stream()
                  .sorted()
                  .map(DownstreamPlan::word)
                  .collect(Collectors.joining(" or "))
              + " alone; give that, or take another method.");
    }
    return plan;
  }

  /** Whether it starts from weights that were trained before. */
  public boolean pretrained() {
    return pretrainedHere() || checkpoint.isPresent();
  }

  /** Whether this benchmark trains the weights that it starts from. */
  public boolean pretrainedHere() {
    return pretext.isPresent() || supervised.isPresent();
  }

  /**
   * The plan under which its labelled data are prepared.
   *
   * @throws BadInputException if its checkpoint is to state the plan, and can't be read or doesn't
   */
  public TrainingPlan plan(Protocol protocol) {
    return planKind == DownstreamPlan.CHECKPOINT
        ? TrainingPlan.ofCheckpoint(
            checkpoint.orElseThrow().plan(protocol.plans().fixed().batchSize()))
        : TrainingPlan.of(planKind);
  }

  /** The parts of a network that move from such weights. */
  public TransferScope transfer() {
    return pretext
        .map(PretextTask::transfer)
        .or(() -> supervised)
        .or(() -> checkpoint.map(CheckpointStart::transfer))
        .orElse(TransferScope.NOTHING);
  }

  /**
   * The transfer of its weights into a network.
   *
   * @param protocol the protocol under which they are trained
   */
  public WeightTransfer into(Network network, Protocol protocol) {
    return new WeightTransfer(network, transfer(), pretrainedPatch(protocol.plans().fixed()));
  }

  /** The patch that the network of its pre-training was laid out for, where that is known. */
  private Optional<List<Integer>> pretrainedPatch(FixedPlan plan) {
    if (checkpoint.isPresent()) {
      return checkpoint.get().pretrainedPatch();
    }
    return Optional.of(
        pretext
            .map(task -> Arrays.stream(task.input(plan.patch())).boxed().toList())
            .orElse(plan.patchSize()));
  }

  /** Its name in tables. */
  public String label() {
    return entry.label();
  }

  /** The protocol's pre-training as its entry has it. */
  public PretrainingSettings pretraining(Protocol protocol) {
    return entry.pretraining(protocol.pretraining());
  }

  /** In what its pre-training differs from the protocol's, in words; empty if it has none here. */
  public List<String> ownRecipe(Protocol protocol) {
    return pretrainedHere()
        ? RecipeWords.differences(pretraining(protocol), protocol.pretraining())
        : List.of();
  }

  /** The protocol's training on labelled data with this entry's length. */
  public TrainingSettings training(Protocol protocol) {
    TrainingSettings shared = protocol.training();
    return entry.trainingLength() == null ? shared : shared.with(entry.trainingLength());
  }

  /** The recipe of its training on labelled data. */
  public Recipe recipe(TrainingSettings training) {
    if (entry.adapted() != null) {
      return entry.adapted();
    }
    if (pretrained()) {
      return training.adapted();
    }
    return planKind == DownstreamPlan.DYNAMIC
        ? training.fromScratch()
        : training.fromScratchFixed();
  }
}
