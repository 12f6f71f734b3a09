package org.voxelbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.protocol.TrainingSettings;

/** The plan that an entry of a protocol chooses is part of its settings, not of pre-training. */
class PlanChoiceTest {

  private static Experiment experiment(String... entries) {
    return Experiment.of(
        Protocols.parse("tiny.yaml", TinyBenchmark.protocol(entries)), Plugins.load(List.of()));
  }

  private static ConfiguredMethod method(String entry) {
    return experiment(entry).methods().get(0);
  }

  @Test
  void theSettingsHashHoldsThePlanAndThePreTrainingsDoesNot() {
    List<ConfiguredMethod> methods =
        experiment(
                "{id: mae}",
                "{id: mae, label: mae-own, plan: dynamic}",
                "{id: mae, label: mae-kept, plan: no-resampling}")
            .methods();

    assertThat(methods).extracting(ConfiguredMethod::settingsHash).doesNotHaveDuplicates();
    assertThat(methods)
        .extracting(ConfiguredMethod::pretrainingHash)
        .containsOnly(methods.get(0).pretrainingHash());
    assertThat(methods)
        .extracting(ConfiguredMethod::planKind)
        .containsExactly(
            DownstreamPlan.FIXED, DownstreamPlan.DYNAMIC, DownstreamPlan.NO_RESAMPLING);
  }

  @Test
  void theProtocolsHashIsTheSameWithAMethodUnderAnotherPlan() {
    assertThat(experiment("{id: mae}", "{id: mae, label: own, plan: dynamic}").hash())
        .isEqualTo(experiment("{id: mae}").hash());
  }

  @Test
  void sayingWhatTheMethodDoesAnywayChangesNothing() {
    for (String id : List.of("mae, plan: fixed", "scratch-dynamic, plan: dynamic")) {
      ConfiguredMethod said = method("{id: " + id + "}");
      ConfiguredMethod unsaid = method("{id: " + id.replaceFirst(",.*", "") + "}");
      assertThat(said.settingsHash()).isEqualTo(unsaid.settingsHash());
      assertThat(said.title()).isEqualTo(unsaid.title()).isEqualTo(unsaid.info().name());
    }
  }

  @Test
  void theReportNamesThePlanBehindTheMethod() {
    assertThat(
            experiment(
                    "{id: mae}",
                    "{id: mae, label: own, plan: dynamic}",
                    "{id: scratch-fixed, label: kept, plan: no-resampling}")
                .summary(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "", null)
                .methods())
        .extracting(MethodNote::name)
        .satisfies(
            names -> {
              assertThat(names.get(1)).isEqualTo(names.get(0) + ", own plan");
              assertThat(names.get(2)).isEqualTo("From scratch, fixed plan, no resampling");
            });
  }

  @Test
  void theProtocolInWordsSaysWhichMethodsTakeAnotherPlan() {
    Protocol protocol =
        Protocols.parse(
            "tiny.yaml",
            TinyBenchmark.protocol("{id: mae}", "{id: mae, label: own, plan: dynamic}"));
    assertThat(ProtocolDescription.of(protocol))
        .anyMatch(words -> words.contains("own under dynamic: spacing, patch, batch and network"));
  }

  @Test
  void aPreTrainedStartIsAdaptedUnderEveryPlanAndARandomOneTrainedAsItsNetwork() {
    TrainingSettings training =
        Protocols.parse("tiny.yaml", TinyBenchmark.protocol("{id: mae}")).training();
    for (DownstreamPlan plan : EnumSet.complementOf(EnumSet.of(DownstreamPlan.CHECKPOINT))) {
      assertThat(method("{id: mae, plan: " + plan.word() + "}").recipe(training))
          .isSameAs(training.adapted());
    }
    assertThat(method("{id: scratch-fixed, plan: no-resampling}").recipe(training))
        .isSameAs(training.fromScratchFixed());
  }

  /** The network that learns from labels is that of the pre-training plan. */
  @Test
  void dataAreNeededUnderThePlansOfRunsAndOfPreTrainingsWithLabels() {
    assertThat(experiment("{id: mae, plan: no-resampling}").plans())
        .containsExactly(TrainingPlan.of(DownstreamPlan.NO_RESAMPLING));
    Protocol few =
        Protocols.parse(
            "tiny.yaml",
            TinyBenchmark.protocol("{id: control-positive, plan: dynamic}")
                .replace("folds: [0]", "folds: [0], trainingCases: 2"));
    assertThat(Experiment.of(few, Plugins.load(List.of())).plans())
        .containsExactly(TrainingPlan.of(DownstreamPlan.DYNAMIC), TrainingPlan.FIXED);
  }

  @Test
  void aPlanAgainstTheMethodsNameIsRefused() {
    assertThatThrownBy(() -> method("{id: scratch-fixed, label: mine, plan: dynamic}"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "method 'mine' asks for 'plan: dynamic', but 'scratch-fixed' is trained under fixed or"
                + " no-resampling alone; give that, or take another method.");
    assertThatThrownBy(() -> method("{id: scratch-dynamic, plan: fixed}"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("trained under dynamic alone");
    assertThatThrownBy(() -> method("{id: mae, plan: own}"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("dynamic, fixed, no-resampling");
  }
}
