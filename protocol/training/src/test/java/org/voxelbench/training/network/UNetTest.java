package org.voxelbench.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;

class UNetTest {

  @Test
  void aFurtherInputChannelAddsOneStemKernelSliceAndAFurtherClassOneRowPerHead() {
    Architecture architecture = Architectures.resEncL();
    long one = Network.of(architecture, 1, 1, true).weights().parameters();
    assertThat(Network.of(architecture, 2, 1, true).weights().parameters() - one).isEqualTo(864);
    assertThat(Network.of(architecture, 1, 2, true).weights().parameters() - one).isEqualTo(805);
  }

  @Test
  void deepSupervisionChangesNoWeight() {
    WeightShapes with = Network.of(Architectures.small(), 1, 2, true).weights();
    WeightShapes without = Network.of(Architectures.small(), 1, 2, false).weights();
    assertThat(with.names()).containsExactlyElementsOf(without.names());
  }

  @Test
  void headsThatNoLossReachesAreIdle() {
    assertThat(Network.of(Architectures.resEncL(), 1, 2, true).idleWeights())
        .containsExactly("decoder.seg_layers.0.weight", "decoder.seg_layers.0.bias");
    assertThat(Network.of(Architectures.small(), 1, 2, false).idleWeights())
        .containsExactly("decoder.seg_layers.0.weight", "decoder.seg_layers.0.bias");
    Architecture two = Architectures.isotropic(NetworkKind.PLAIN, List.of(4, 8), List.of(2, 2));
    assertThat(Network.of(two, 1, 2, false).idleWeights()).isEmpty();
    assertThat(Network.of(two, 1, 2, true).idleWeights()).isEmpty();
  }

  @Test
  void aSkipIsProjectedWithoutPoolingWhereOnlyTheChannelsChange() {
    Architecture architecture =
        new UNetArchitecture(
            NetworkKind.RESIDUAL_ENCODER,
            List.of(4, 6, 6),
            List.of(1, 1, 1),
            List.of(List.of(3, 3, 3), List.of(3, 3, 3), List.of(3, 3, 3)),
            List.of(List.of(1, 1, 1), List.of(1, 1, 1), List.of(2, 2, 2)),
            List.of(1, 1));
    WeightShapes weights = Network.of(architecture, 1, 2, false).weights();
    assertThat(weights.names())
        .contains("encoder.stages.1.blocks.0.skip.0.conv.weight")
        .noneMatch(name -> name.startsWith("encoder.stages.2.blocks.0.skip"));
  }

  @Test
  void anArchitectureThatCannotWorkIsRefused() {
    Architecture even =
        new UNetArchitecture(
            NetworkKind.PLAIN,
            List.of(4, 8),
            List.of(1, 1),
            List.of(List.of(3, 3, 3), List.of(2, 3, 3)),
            List.of(List.of(1, 1, 1), List.of(2, 2, 2)),
            List.of(1));
    assertThatThrownBy(() -> Network.of(even, 1, 2, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("stage 1")
        .hasMessageContaining("[2, 3, 3]");
    assertThatThrownBy(() -> Network.of(Architectures.small(), 0, 2, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("(0)");
  }

  @Test
  void partsCoverTheNetwork() {
    Network network = Network.of(Architectures.resEncL(), 1, 1, true);
    WeightShapes weights = network.weights();
    long[] counts = new long[NetworkPart.values().length];
    weights.specs().forEach(spec -> counts[network.part(spec.name()).ordinal()] += spec.size());
    assertThat(counts[NetworkPart.STEM.ordinal()]).isEqualTo(960);
    assertThat(counts[NetworkPart.STEM.ordinal()] + counts[NetworkPart.ENCODER.ordinal()])
        .isEqualTo(90_296_576);
    assertThat(counts[NetworkPart.HEAD.ordinal()]).isEqualTo(805);
    assertThat(counts[NetworkPart.OTHER.ordinal()]).isZero();
  }

  @Test
  void aWeightIsDeclaredOnce() {
    WeightShapes.Builder builder = WeightShapes.builder().norm("a", 3);
    assertThatThrownBy(() -> builder.norm("a", 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'a.weight'");
  }
}
