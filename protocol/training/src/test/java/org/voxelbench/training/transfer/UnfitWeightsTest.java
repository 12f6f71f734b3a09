package org.voxelbench.training.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.Network;

/** What does not fit, has no place or is missing is told by name, or refused. */
class UnfitWeightsTest {

  @Test
  void headsOfOtherClassesAreRefused() {
    Network network = Network.of(Architectures.small(), 1, 3, true);
    WeightTransfer transfer = new WeightTransfer(network, TransferScope.WHOLE_NETWORK);

    assertThatThrownBy(() -> transfer.apply(Pretrained.WEIGHTS, Pretrained.draw(network, 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the head is to be moved")
        .hasMessageContaining("does not fit");
  }

  @Test
  void aPlainEncoderMovesIntoAPlainNetworkAndIntoNoOther() {
    UNetArchitecture plain =
        Architectures.isotropic(NetworkKind.PLAIN, List.of(4, 6, 8), List.of(2, 2, 2));
    Network trained = Network.of(plain, 1, 1, false);
    Network downstream = Network.of(plain, 2, 3, true);

    LoadingReport report =
        new WeightTransfer(downstream, TransferScope.ENCODER).dryRun(trained.weights().shapes());

    assertThat(fate(report, "encoder.stages.0.0.convs.0.conv.weight"))
        .isEqualTo(TransferOutcome.ADAPTED);
    assertThat(report.stemAdapted()).isTrue();
    assertThat(report.transferred()).isEqualTo(downstream.weights().parameters("encoder."));
    assertThatThrownBy(
            () ->
                new WeightTransfer(Pretrained.NETWORK, TransferScope.ENCODER)
                    .dryRun(trained.weights().shapes()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("take weights of the same architecture");
  }

  @Test
  void weightsThatDoNotFitOrHaveNoPlaceAreSkippedByName() {
    Network wider =
        Network.of(
            Architectures.isotropic(
                NetworkKind.RESIDUAL_ENCODER, List.of(4, 6, 10), List.of(1, 1, 1)),
            1,
            2,
            false);
    LoadingReport report =
        new WeightTransfer(wider, TransferScope.ENCODER)
            .dryRun(Pretrained.NETWORK.weights().shapes());
    assertThat(fate(report, "encoder.stages.2.blocks.0.conv2.conv.weight"))
        .isEqualTo(TransferOutcome.SKIPPED);
    assertThat(fate(report, "encoder.stages.1.blocks.1.conv1.conv.weight"))
        .isEqualTo(TransferOutcome.SKIPPED);
    assertThat(fate(report, "encoder.stages.1.blocks.0.conv1.conv.weight"))
        .isEqualTo(TransferOutcome.LOADED);
    assertThat(report.text(false)).contains("does not fit").contains("no such weight");
  }

  private static TransferOutcome fate(LoadingReport report, String name) {
    return report.entries().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow()
        .fate();
  }

  @Test
  void aMissingPretrainedWeightStaysFresh() {
    Map<String, int[]> shapes = new LinkedHashMap<>(Pretrained.NETWORK.weights().shapes());
    shapes.remove("encoder.stages.0.blocks.0.conv1.conv.bias");
    LoadingReport report =
        new WeightTransfer(Pretrained.NETWORK, TransferScope.ENCODER).dryRun(shapes);
    assertThat(fate(report, "encoder.stages.0.blocks.0.conv1.conv.bias"))
        .isEqualTo(TransferOutcome.FRESH);
  }

  @Test
  void aPromisedPartOfWhichNoKernelArrivesIsAnError() {
    Map<String, int[]> norms = new HashMap<>(Pretrained.NETWORK.weights().shapes());
    norms
        .keySet()
        .removeIf(
            name ->
                name.startsWith("encoder.stages")
                    && name.endsWith(".weight")
                    && !name.contains("norm"));
    WeightTransfer transfer = new WeightTransfer(Pretrained.NETWORK, TransferScope.ENCODER);
    assertThatThrownBy(() -> transfer.dryRun(norms))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the encoder is to be moved")
        .hasMessageContaining("encoder.stages.0.blocks.0.conv1.conv.weight");
    assertThatThrownBy(() -> transfer.apply(Map.of(), Pretrained.WEIGHTS))
        .isInstanceOf(BadInputException.class);
    WeightTransfer none = new WeightTransfer(Pretrained.NETWORK, TransferScope.NOTHING);
    assertThat(none.dryRun(Map.of()).transferred()).isZero();
  }
}
