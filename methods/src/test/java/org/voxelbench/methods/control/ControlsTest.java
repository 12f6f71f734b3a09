package org.voxelbench.methods.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.methods.mae.MaskedAutoencoder;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

class ControlsTest {

  private static final NdArray KERNEL = ramp(4, 2, 3, 3, 3);
  private static final NdArray BIAS = ramp(64);

  private static NdArray ramp(int... shape) {
    float[] values = new float[NdArray.zeros(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return NdArray.of(shape, values);
  }

  private static PretextTask negative() {
    NegativeControl control = new NegativeControl();
    return control.pretext(control.defaults()).orElseThrow();
  }

  private static Map<String, NdArray> released(Map<String, NdArray> trained, long seed) {
    return negative().released(trained, new RandomStreams(seed).stream("released"));
  }

  @Test
  void theNegativeControlKeepsEachTensorsValuesAndNotTheirPlaces() {
    Map<String, NdArray> released = released(Map.of("kernel", KERNEL, "bias", BIAS), 1);
    assertThat(released).containsOnlyKeys("kernel", "bias");
    released.forEach(
        (name, shuffled) -> {
          NdArray before = name.equals("kernel") ? KERNEL : BIAS;
          assertThat(shuffled.shape()).isEqualTo(before.shape());
          float[] values = shuffled.floats().clone();
          long unmoved = 0;
          for (int i = 0; i < values.length; i++) {
            unmoved += values[i] == before.floats()[i] ? 1 : 0;
          }
          assertThat(unmoved).isLessThan(8);
          Arrays.sort(values);
          assertThat(values).isEqualTo(before.floats());
        });
    assertThat(KERNEL.floats()[1]).isEqualTo(1);
  }

  @Test
  void eachSeedForgetsInItsOwnWayAndAlwaysTheSame() {
    Map<String, NdArray> trained = Map.of("kernel", KERNEL);
    assertThat(released(trained, 1).get("kernel").floats())
        .isEqualTo(released(trained, 1).get("kernel").floats())
        .isNotEqualTo(released(trained, 2).get("kernel").floats());
  }

  @Test
  void theNegativeControlIsPreTrainedAsTheMaskedAutoencoderIs() {
    NegativeControl control = new NegativeControl();
    MaskedAutoencoder mae = new MaskedAutoencoder();
    assertThat(control.pretrainedAs()).isEqualTo(mae.info().id());
    assertThat(control.defaults()).isEqualTo(mae.defaults());
    PretextTask task = mae.pretext(mae.defaults()).orElseThrow();
    assertThat(negative().transfer()).isEqualTo(task.transfer());
    assertThat(negative().patches(new int[] {32, 32, 32}))
        .usingRecursiveComparison()
        .isEqualTo(task.patches(new int[] {32, 32, 32}));
  }

  @Test
  void thePositiveControlLearnsFromLabelsAlone() {
    PositiveControl control = new PositiveControl();
    assertThat(control.pretext(control.defaults())).isEmpty();
    assertThat(control.supervised(control.defaults())).contains(TransferScope.WHOLE_NETWORK);
  }
}
