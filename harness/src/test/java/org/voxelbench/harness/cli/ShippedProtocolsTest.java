package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.datasets.card.AccessKind;
import org.voxelbench.datasets.card.DatasetCards;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.protocol.DatasetEntry;
import org.voxelbench.training.protocol.MethodEntry;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** Every shipped protocol names methods, settings and data sets that there are. */
class ShippedProtocolsTest {

  private static final Plugins BUILT_IN = Plugins.load(List.of());

  static List<String> names() {
    return Protocols.SHIPPED;
  }

  @ParameterizedTest
  @MethodSource("names")
  void resolves(String name) {
    Protocol protocol = Protocols.load(name);

    Experiment experiment = Experiment.of(protocol, BUILT_IN);

    assertThat(protocol.name()).isEqualTo(name);
    assertThat(experiment.methods()).hasSameSizeAs(protocol.methods());
    assertThat(DatasetCards.load().all())
        .extracting(card -> card.name())
        .containsAll(protocol.datasets().stream().map(DatasetEntry::name).toList())
        .containsAll(protocol.pretraining().datasets());
  }

  @Test
  void theCommandListsThem() {
    assertThat(Console.run("protocols").out().lines())
        .extracting(line -> line.split(" ")[0])
        .containsExactlyElementsOf(Protocols.SHIPPED);
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatTheCommandPrintsIsTheProtocol(String name) {
    String printed = Console.run("protocols", "show", name).out();
    assertThat(Protocols.parse("the copy", printed)).isEqualTo(Protocols.load(name));
    assertThat(printed).startsWith("#");
  }

  @Test
  void aNameThatIsNotShippedIsRefusedWithTheNearest() {
    Console answer = Console.run("protocols", "show", "papr");
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("'papr'", "'paper'");
  }

  @Test
  void anybodyCanDownloadWhatThePublicPaperNeeds() {
    Protocol open = Protocols.load("paper-public");

    assertThat(
            Stream.concat(
                open.datasets().stream().map(DatasetEntry::name),
                open.pretraining().datasets().stream()))
        .hasSize(8)
        .allSatisfy(
            name ->
                assertThat(DatasetCards.load().named(name).access().orElseThrow().kind())
                    .as(name)
                    .contains(AccessKind.OPEN));
  }

  @Test
  void quickComparesAllMethodsOfItsNetworkThatNeedNoFile() {
    assertThat(Protocols.load("quick").methods())
        .extracting(MethodEntry::id)
        .containsExactlyInAnyOrderElementsOf(
            BUILT_IN.methods().all().stream()
                .filter(method -> method.networks().contains(NetworkFamily.U_NET))
                .map(SslMethod::info)
                .map(info -> info.id())
                .filter(id -> !id.equals("checkpoint"))
                .toList());
  }

  @Test
  void rowsThatDifferInAdaptationAloneShareOnePreTraining() {
    assertThat(Experiment.of(Protocols.load("ablation-adaptation"), BUILT_IN).methods())
        .extracting(ConfiguredMethod::pretrainingHash)
        .containsOnly(
            Experiment.of(Protocols.load("ablation-adaptation"), BUILT_IN)
                .methods()
                .get(0)
                .pretrainingHash());
  }
}
