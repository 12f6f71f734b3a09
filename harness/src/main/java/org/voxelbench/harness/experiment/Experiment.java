package org.voxelbench.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.plugin.PluginJar;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.training.protocol.DatasetEntry;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/**
 * A protocol with its methods resolved: everything that is known before data and engine are
 * touched.
 *
 * @param protocol the protocol
 * @param methods its methods under their settings
 * @param jars the jars of third parties that were loaded
 */
public record Experiment(Protocol protocol, List<ConfiguredMethod> methods, List<PluginJar> jars) {

  /** Resolves the protocol's methods; unknown ids and settings are refused. */
  public static Experiment of(Protocol protocol, Plugins plugins) {
    SharedTransfer transfer = SharedTransfer.of(protocol.training());
    Architecture network = protocol.plans().fixed().architecture();
    new NetworkCheck(protocol, network).of(plugins);
    List<ConfiguredMethod> methods =
        protocol.methods().stream()
            .map(entry -> ConfiguredMethod.of(entry, plugins, transfer, network))
            .toList();
    methods.forEach(method -> checkLabelsAreLeft(method, protocol));
    return new Experiment(protocol, methods, plugins.jars());
  }

  private static void checkLabelsAreLeft(ConfiguredMethod method, Protocol protocol) {
    boolean drawn =
        protocol.datasets().stream().anyMatch(dataset -> dataset.mostDrawn().isPresent());
    if (method.supervised().isPresent() && !drawn) {
      throw new BadInputException(
          "method '"
              + method.label()
              + "' learns from labelled cases that no run trains on, but runs of protocol '"
              + protocol.name()
              + "' train on all of them; give 'datasets.trainingCases' of a data set, such as 8, or"
              + " leave the method out.");
    }
  }

  /** Hash of what all rows must share; adding a method or changing the title keeps it. */
  public String hash() {
    return Protocols.comparabilityHash(protocol);
  }

  /** Hash of what all pre-trainings must share. */
  public String pretrainingHash() {
    List<Object> parts = new ArrayList<>();
    parts.add(protocol.pretraining().comparable());
    parts.add(protocol.plans().fixed());
    parts.addAll(lenders());
    parts.addAll(devices());
    return Protocols.hash(parts);
  }

  /** What the images depend on that labelled data sets lend to the pre-training. */
  public List<DatasetEntry> lenders() {
    return protocol.pretraining().datasets().stream()
        .flatMap(name -> protocol.dataset(name).stream())
        .map(DatasetEntry::lent)
        .toList();
  }

  /** Hash of what a pre-training with labels of a data set depends on. */
  public String supervisedHash(DatasetEntry dataset) {
    List<Object> parts =
        new ArrayList<>(
            List.of(
                protocol.pretraining().length(),
                protocol.plans().fixed(),
                protocol.training(),
                dataset,
                protocol.seeds()));
    parts.addAll(devices());
    return Protocols.hash(parts);
  }

  /** One device is no part of a hash. */
  private List<Object> devices() {
    return Stream.ofNullable((Object) protocol.devices()).toList();
  }

  /** All runs. */
  public List<RunSpec> runs() {
    return RunSpec.matrix(protocol, methods);
  }

  /** Whether a method learns from the unlabelled corpus. */
  public boolean usesCorpus() {
    return methods.stream().anyMatch(method -> method.pretext().isPresent());
  }

  /** The plans under which labelled data are needed; a pre-training with labels needs its own. */
  public Set<TrainingPlan> plans() {
    Set<TrainingPlan> plans = new TreeSet<>();
    for (ConfiguredMethod method : methods) {
      plans.add(method.plan(protocol));
      method.supervised().ifPresent(parts -> plans.add(TrainingPlan.FIXED));
    }
    return plans;
  }

  /**
   * What a report says beside the numbers.
   *
   * @param remarks what the checks before training let pass, a sentence each
   */
  public ExperimentSummary summary(
      List<ExperimentSummary.DatasetNote> datasets,
      List<ExperimentSummary.RunNote> runs,
      List<ExperimentSummary.PreTrainingNote> preTrainings,
      List<ExperimentSummary.TestUseNote> testUse,
      List<ExperimentSummary.RecipeNote> recipes,
      List<String> remarks,
      String command,
      Map<String, String> machine) {
    ExperimentSummary summary =
        new ExperimentSummary(
            protocol.name(),
            hash(),
            Stream.of(
                    ProtocolDescription.of(protocol).stream(),
                    RecipeWords.sentence(protocol, methods).stream(),
                    remarks.stream())
                .flatMap(Function.identity())
                .toList(),
            command,
            datasets,
            methods.stream()
                .map(
                    method ->
                        new ExperimentSummary.MethodNote(
                            method.label(),
                            method.title(),
                            method.info().citation(),
                            method.info().licence(),
                            method.control()))
                .toList(),
            machine,
            runs,
            preTrainings,
            testUse,
            protocol.claims());
    return summary.with(recipes, protocol.namedMeans());
  }
}
