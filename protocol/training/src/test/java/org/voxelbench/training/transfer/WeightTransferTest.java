package org.voxelbench.training.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.engine.NdArray;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.plan.PlannerPreset;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.Network;

/** Which weights arrive in another network, and with which values. */
class WeightTransferTest {

  private static final String STEM = "encoder.stem.convs.0.conv.weight";

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
    Map<String, NdArray> initial = Pretrained.draw(network, 2);
    for (TransferScope scope : EnumSet.complementOf(EnumSet.of(TransferScope.WHOLE_NETWORK))) {
      WeightTransfer.Adapted adapted =
          new WeightTransfer(network, scope).apply(Pretrained.WEIGHTS, initial);
      assertThat(adapted.weights().keySet()).containsExactlyElementsOf(initial.keySet());
      adapted
          .weights()
          .forEach(
              (name, value) -> {
                boolean promised = scope.parts().contains(network.part(name));
                assertThat(value.floats())
                    .as(name)
                    .containsExactly((promised ? Pretrained.WEIGHTS : initial).get(name).floats());
              });
      assertThat(adapted.report().transferred() > 0).isEqualTo(scope != TransferScope.NOTHING);
    }
  }

  @Test
  void headsMoveWithTheWholeNetworkWhereClassesAreTheSame() {
    Network network = Network.of(Architectures.small(), 1, 1, true);

    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.WHOLE_NETWORK)
            .apply(Pretrained.WEIGHTS, Pretrained.draw(network, 2));

    adapted
        .weights()
        .forEach(
            (name, value) ->
                assertThat(value.floats())
                    .as(name)
                    .containsExactly(Pretrained.WEIGHTS.get(name).floats()));
  }

  @Test
  void theStemGivesEqualChannelsTheActivationOfTheSingleOne() {
    Network network = Network.of(Architectures.small(), 3, 2, false);
    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.ENCODER)
            .apply(Pretrained.WEIGHTS, Pretrained.draw(network, 2));
    float[] from = Pretrained.WEIGHTS.get(STEM).floats();
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
  void kernelsAreAveragedWhereTheDownstreamKernelIsFlat() {
    Network network = Network.of(Architectures.smallFlat(), 1, 2, false);
    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.ENCODER_AND_DECODER)
            .apply(Pretrained.WEIGHTS, Pretrained.draw(network, 2));
    String name = "encoder.stages.1.blocks.0.conv1.conv.weight";
    float[] from = Pretrained.WEIGHTS.get(name).floats();
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

  /** A level of resolution keeps its weights, whatever number the decoder gives it. */
  @ParameterizedTest
  @CsvSource({"4 6 8 8, 1 2 1 1", "4 6 8, 1 2 1", "4 6, 1 2"})
  void networksOfAnotherDepthMeetWhereTheirResolutionIsTheSame(String features, String blocks) {
    UNetArchitecture architecture =
        Architectures.isotropic(NetworkKind.RESIDUAL_ENCODER, numbers(features), numbers(blocks));
    Network network = Network.of(architecture, 1, 2, true);
    Map<String, NdArray> initial = Pretrained.draw(network, 2);
    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.ENCODER_AND_DECODER)
            .apply(Pretrained.WEIGHTS, initial);
    int shared = Math.min(3, architecture.stages());
    for (int level = 0; level < architecture.stages(); level++) {
      for (String weight : List.of("conv1.conv.weight", "conv1.norm.bias", "conv2.conv.bias")) {
        String name = "encoder.stages." + level + ".blocks.0." + weight;
        assertThat(adapted.weights().get(name).floats())
            .as(name)
            .containsExactly((level < shared ? Pretrained.WEIGHTS : initial).get(name).floats());
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
            .containsExactly((known ? Pretrained.WEIGHTS : initial).get(source).floats());
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
    Map<String, NdArray> source = Pretrained.draw(isotropic, 3);

    WeightTransfer.Adapted adapted =
        new WeightTransfer(network, TransferScope.ENCODER_AND_DECODER)
            .apply(source, Pretrained.draw(network, 2));

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

  @Test
  void aliasesOfACheckpointArriveUnderTheirOwnName() {
    Map<String, NdArray> aliased = new LinkedHashMap<>();
    Pretrained.WEIGHTS.forEach(
        (name, value) ->
            aliased.put(
                name.replace(".conv.", ".all_modules.0.").replace(".norm.", ".all_modules.1."),
                value));
    WeightTransfer.Adapted adapted =
        new WeightTransfer(Pretrained.NETWORK, TransferScope.ENCODER)
            .apply(aliased, Pretrained.draw(Pretrained.NETWORK, 2));
    assertThat(adapted.weights().get(STEM).floats())
        .containsExactly(Pretrained.WEIGHTS.get(STEM).floats());
    assertThat(adapted.report().count(TransferOutcome.SKIPPED)).isZero();
  }
}
