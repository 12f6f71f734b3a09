package org.voxelbench.training.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.plan.PlannerPreset;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;

class WeightTransferTest {

  private static final String STEM = "encoder.stem.convs.0.conv.weight";

  private final Network pretraining = Network.of(Architectures.small(), 1, 1, false);
  private final Map<String, NdArray> pretrained = draw(pretraining, 1);

  private static Map<String, NdArray> draw(Network network, long seed) {
    return Initialization.PYTORCH.draw(network.weights(), new RandomStreams(seed));
  }

  @Test
  void anEncoderOnlyTransferIntoResEncLCopiesTheEncodersParameters() {
    Network network = Network.of(Architectures.resEncL(), 1, 1, true);
    LoadingReport report =
        new WeightTransfer(network, TransferScope.ENCODER).dryRun(network.weights().shapes());
    assertThat(report.transferred()).isEqualTo(90_296_576);
    assertThat(report.count(TransferOutcome.ADAPTED) + report.count(TransferOutcome.SKIPPED))
        .isZero();
    assertThat(report.summary()).contains("88.2 %");
    assertThat(report.stemAdapted()).isFalse();
  }

  @Test
  void promisedPartsAreCopiedAndTheRestStaysFresh() {
    Network network = Network.of(Architectures.small(), 1, 3, true);
    Map<String, NdArray> initial = draw(network, 2);
    for (TransferScope scope : EnumSet.complementOf(EnumSet.of(TransferScope.WHOLE_NETWORK))) {
      WeightTransfer.Adapted adapted =
          new WeightTransfer(network, scope).apply(pretrained, initial);
      assertThat(adapted.weights().keySet()).containsExactlyElementsOf(initial.keySet());
      adapted
          .weights()
          .forEach(
              (name, value) -> {
                boolean promised = scope.parts().contains(network.part(name));
                assertThat(value.floats())
                    .as(name)
                    .containsExactly((promised ? pretrained : initial).get(name).floats());
              });
      assertThat(adapted.report().transferred() > 0).isEqualTo(scope != TransferScope.NOTHING);
    }
  }

  @Test
  void headsMoveWithTheWholeNetworkWhereClassesAreTheSame() {
    Network network = Network.of(Architectures.small(), 1, 1, true);

    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.WHOLE_NETWORK)
            .apply(pretrained, draw(network, 2));

    adapted
        .weights()
        .forEach(
            (name, value) ->
                assertThat(value.floats()).as(name).containsExactly(pretrained.get(name).floats()));
  }

  @Test
  void headsOfOtherClassesAreRefused() {
    Network network = Network.of(Architectures.small(), 1, 3, true);
    WeightTransfer transfer = new WeightTransfer(network, TransferScope.WHOLE_NETWORK);

    assertThatThrownBy(() -> transfer.apply(pretrained, draw(network, 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("promises the head")
        .hasMessageContaining("does not fit");
  }

  @Test
  void theStemGivesEqualChannelsTheActivationOfTheSingleOne() {
    Network network = Network.of(Architectures.small(), 3, 2, false);
    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.ENCODER).apply(pretrained, draw(network, 2));
    float[] from = pretrained.get(STEM).floats();
    float[] to = adapted.weights().get(STEM).floats();
    for (int feature = 0; feature < 4; feature++) {
      for (int tap = 0; tap < 27; tap++) {
        double sum = 0;
        for (int channel = 0; channel < 3; channel++) {
          sum += to[(feature * 3 + channel) * 27 + tap];
        }
        assertThat(sum).isCloseTo(from[feature * 27 + tap], within(1e-6));
      }
    }
    assertThat(adapted.report().stemAdapted()).isTrue();
    assertThat(adapted.report().count(TransferOutcome.ADAPTED)).isEqualTo(1);
  }

  @Test
  void severalPretrainedChannelsAreRepeatedInTurn() {
    KernelFit fit =
        KernelFit.of(new int[] {1, 2, 1, 1, 1}, new int[] {1, 4, 1, 1, 1}, true).orElseThrow();
    NdArray value = NdArray.of(new int[] {1, 2, 1, 1, 1}, 6f, 10f);
    assertThat(fit.apply(value).floats()).containsExactly(3, 5, 3, 5);
  }

  @Test
  void kernelsAreAveragedWhereTheDownstreamKernelIsFlat() {
    Network network = Network.of(Architectures.smallFlat(), 1, 2, false);
    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.ENCODER_AND_DECODER)
            .apply(pretrained, draw(network, 2));
    String name = "encoder.stages.1.blocks.0.conv1.conv.weight";
    float[] from = pretrained.get(name).floats();
    float[] to = adapted.weights().get(name).floats();
    for (int i = 0; i < to.length; i++) {
      int start = i / 9 * 27 + i % 9;
      float mean = (from[start] + from[start + 9] + from[start + 18]) / 3;
      assertThat(to[i]).isCloseTo(mean, within(1e-6f));
    }
    assertThat(adapted.report().stemAdapted()).isFalse();
    assertThat(adapted.report().count(TransferOutcome.SKIPPED)).isZero();
    assertThat(adapted.report().text(true)).contains("kernel averaged from [3, 3, 3] to [1, 3, 3]");
  }

  @Test
  void channelsAndKernelAreAdaptedTogether() {
    int[] from = {1, 1, 3, 1, 1};
    KernelFit fit = KernelFit.of(from, new int[] {1, 2, 1, 1, 1}, true).orElseThrow();
    assertThat(fit.apply(NdArray.of(from, 2f, 4f, 6f)).floats()).containsExactly(2, 2);
  }

  @Test
  void onlyTheInputKernelIsSpreadOverChannels() {
    assertThat(KernelFit.of(new int[] {4, 1, 3, 3, 3}, new int[] {4, 2, 3, 3, 3}, false)).isEmpty();
    assertThat(KernelFit.of(new int[] {4, 2, 3, 3, 3}, new int[] {4, 3, 3, 3, 3}, true)).isEmpty();
    assertThat(KernelFit.of(new int[] {4, 1, 1, 3, 3}, new int[] {4, 1, 3, 3, 3}, true)).isEmpty();
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
                new WeightTransfer(pretraining, TransferScope.ENCODER)
                    .dryRun(trained.weights().shapes()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("pre-train and adapt with the same architecture");
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
        new WeightTransfer(wider, TransferScope.ENCODER).dryRun(pretraining.weights().shapes());
    assertThat(fate(report, "encoder.stages.2.blocks.0.conv2.conv.weight"))
        .isEqualTo(TransferOutcome.SKIPPED);
    assertThat(fate(report, "encoder.stages.1.blocks.1.conv1.conv.weight"))
        .isEqualTo(TransferOutcome.SKIPPED);
    assertThat(fate(report, "encoder.stages.1.blocks.0.conv1.conv.weight"))
        .isEqualTo(TransferOutcome.LOADED);
    assertThat(report.text(false)).contains("does not fit").contains("no such weight");
  }

  /** A level of resolution keeps its weights, whatever number the decoder gives it. */
  @ParameterizedTest
  @CsvSource({"4 6 8 8, 1 2 1 1", "4 6 8, 1 2 1", "4 6, 1 2"})
  void networksOfAnotherDepthMeetWhereTheirResolutionIsTheSame(String features, String blocks) {
    UNetArchitecture architecture =
        Architectures.isotropic(NetworkKind.RESIDUAL_ENCODER, numbers(features), numbers(blocks));
    Network network = Network.of(architecture, 1, 2, true);
    Map<String, NdArray> initial = draw(network, 2);
    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.ENCODER_AND_DECODER).apply(pretrained, initial);
    int shared = Math.min(3, architecture.stages());
    for (int level = 0; level < architecture.stages(); level++) {
      for (String weight : List.of("conv1.conv.weight", "conv1.norm.bias", "conv2.conv.bias")) {
        String name = "encoder.stages." + level + ".blocks.0." + weight;
        assertThat(adapted.weights().get(name).floats())
            .as(name)
            .containsExactly((level < shared ? pretrained : initial).get(name).floats());
      }
    }
    for (int level = 0; level < architecture.stages() - 1; level++) {
      boolean known = level < shared - 1;
      for (String weight :
          List.of(
              "stages.%d.convs.0.conv.weight", "transpconvs.%d.weight", "transpconvs.%d.bias")) {
        String name = "decoder." + weight.formatted(architecture.stages() - 2 - level);
        String source = known ? "decoder." + weight.formatted(1 - level) : name;
        assertThat(adapted.weights().get(name).floats())
            .as(name)
            .containsExactly((known ? pretrained : initial).get(source).floats());
      }
    }
    assertThat(adapted.report().text(true).contains(", from 'decoder."))
        .isEqualTo(architecture.stages() != 3);
    assertThat(adapted.report().text(true).contains("no stage of this resolution"))
        .isEqualTo(architecture.stages() < 3);
  }

  private static List<Integer> numbers(String text) {
    return Stream.of(text.split(" ")).map(Integer::valueOf).toList();
  }

  @Test
  void thePlanOfThickSlicesTakesEveryKernelOfItsDepthAsTheMeanAlongItsFlatAxes() {
    List<Integer> features = List.of(4, 6, 8, 8, 8, 8, 8);
    UNetArchitecture planned =
        UNetArchitecture.of(
            new ExperimentPlanner(
                    PlannerPreset.RESENC_L,
                    PlanOverrides.none()
                        .withFeatures(new PlanOverrides.Features.Explicit(features))
                        .withMaxPatchSize(16, 64, 64))
                .plan(
                    new DatasetFingerprint(
                        List.of(List.of(5.0, 1.0, 1.0)),
                        List.of(List.of(16, 96, 96)),
                        new TreeMap<>(),
                        1),
                    new DatasetSummary("D", List.of("MR"), 2, 1, "NibabelIO"))
                .configuration("3d_fullres")
                .architecture());
    assertThat(planned.kernels().get(0)).containsExactly(1, 3, 3);
    Network network = Network.of(planned, 1, 2, false);
    Network isotropic =
        Network.of(
            Architectures.isotropic(
                NetworkKind.RESIDUAL_ENCODER,
                features.subList(0, planned.stages()),
                planned.blocks()),
            1,
            1,
            false);
    Map<String, NdArray> source = draw(isotropic, 3);

    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.ENCODER_AND_DECODER)
            .apply(source, draw(network, 2));

    assertThat(adapted.report().count(TransferOutcome.SKIPPED)).isZero();
    assertThat(adapted.report().count(TransferOutcome.ADAPTED)).isPositive();
    for (LoadingEntry entry : adapted.report().entries()) {
      if (entry.values() > 0) {
        NdArray from = source.get(entry.name());
        NdArray to = adapted.weights().get(entry.name());
        assertThat(sum(to))
            .as(entry.name())
            .isCloseTo(sum(from) * to.size() / from.size(), within(1e-4));
      }
    }
  }

  private static double sum(NdArray values) {
    double sum = 0;
    for (float value : values.floats()) {
      sum += value;
    }
    return sum;
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
    Map<String, int[]> shapes = new LinkedHashMap<>(pretraining.weights().shapes());
    shapes.remove("encoder.stages.0.blocks.0.conv1.conv.bias");
    LoadingReport report = new WeightTransfer(pretraining, TransferScope.ENCODER).dryRun(shapes);
    assertThat(fate(report, "encoder.stages.0.blocks.0.conv1.conv.bias"))
        .isEqualTo(TransferOutcome.FRESH);
  }

  @Test
  void aPromisedPartOfWhichNoKernelArrivesIsAnError() {
    Map<String, int[]> norms = new HashMap<>(pretraining.weights().shapes());
    norms
        .keySet()
        .removeIf(
            name ->
                name.startsWith("encoder.stages")
                    && name.endsWith(".weight")
                    && !name.contains("norm"));
    WeightTransfer transfer = new WeightTransfer(pretraining, TransferScope.ENCODER);
    assertThatThrownBy(() -> transfer.dryRun(norms))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("promises the encoder")
        .hasMessageContaining("encoder.stages.0.blocks.0.conv1.conv.weight");
    assertThatThrownBy(() -> transfer.apply(Map.of(), pretrained))
        .isInstanceOf(BadInputException.class);
    WeightTransfer none = new WeightTransfer(pretraining, TransferScope.NOTHING);
    assertThat(none.dryRun(Map.of()).transferred()).isZero();
  }

  @Test
  void aliasesOfACheckpointArriveUnderTheirOwnName() {
    Map<String, NdArray> aliased = new LinkedHashMap<>();
    pretrained.forEach(
        (name, value) ->
            aliased.put(
                name.replace(".conv.", ".all_modules.0.").replace(".norm.", ".all_modules.1."),
                value));
    WeightTransfer.Adapted adapted =
        new WeightTransfer(pretraining, TransferScope.ENCODER).apply(aliased, draw(pretraining, 2));
    assertThat(adapted.weights().get(STEM).floats()).containsExactly(pretrained.get(STEM).floats());
    assertThat(adapted.report().count(TransferOutcome.SKIPPED)).isZero();
  }
}
