package org.voxelbench.harness.experiment;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.voxelbench.harness.plugin.PluginJar;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.training.pretext.DownstreamPlan;
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
    return new Experiment(
        protocol,
        protocol.methods().stream().map(entry -> ConfiguredMethod.of(entry, plugins)).toList(),
        plugins.jars());
  }

  /** Hash of what all rows must share; adding a method or changing the title keeps it. */
  public String hash() {
    return Protocols.comparabilityHash(protocol);
  }

  /** Hash of what all pre-trainings must share. */
  public String pretrainingHash() {
    return Protocols.hash(List.of(protocol.pretraining(), protocol.plans().fixed()));
  }

  /** All runs. */
  public List<RunSpec> runs() {
    return RunSpec.matrix(protocol, methods);
  }

  public boolean pretrains() {
    return methods.stream().anyMatch(method -> method.pretext().isPresent());
  }

  public boolean uses(DownstreamPlan plan) {
    return methods.stream().anyMatch(method -> method.plan() == plan);
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
      List<String> remarks,
      String command,
      Map<String, String> machine) {
    return new ExperimentSummary(
        protocol.name(),
        hash(),
        Stream.concat(ProtocolDescription.of(protocol).stream(), remarks.stream()).toList(),
        command,
        datasets,
        methods.stream()
            .map(
                method ->
                    new ExperimentSummary.MethodNote(
                        method.label(),
                        method.info().name(),
                        method.info().citation(),
                        method.info().licence()))
            .toList(),
        machine,
        runs,
        preTrainings,
        testUse);
  }
}
