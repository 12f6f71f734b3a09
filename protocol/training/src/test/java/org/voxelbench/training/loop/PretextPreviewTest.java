package org.voxelbench.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;

class PretextPreviewTest {

  private static Map<String, NdArray> outputs(float voxel, double number) {
    Map<String, NdArray> outputs = new LinkedHashMap<>();
    outputs.put("seen", NdArray.of(new int[] {1, 1, 1, 1, 1}, voxel));
    outputs.put("error", NdArray.scalar(number));
    outputs.put("original", NdArray.of(new int[] {2, 1, 1, 1, 1}, voxel, voxel));
    outputs.put("accuracy", NdArray.of(new int[] {1}, 2f));
    return outputs;
  }

  @Test
  void numbersAreMeansAndVolumesTheFirstBatchesInOrder() {
    PretextPreview.Builder builder = new PretextPreview.Builder();
    builder.add(outputs(1, 1));
    builder.add(outputs(2, 4));
    builder.add(outputs(3, 7));
    PretextPreview shown = builder.build();
    assertThat(shown.numbers())
        .containsExactly(Map.entry("error", 4.0), Map.entry("accuracy", 2.0));
    assertThat(shown.volumes().keySet()).containsExactly("seen", "original");
    assertThat(shown.volumes().get("seen").at(0)).isEqualTo(1);
    assertThat(shown.samples()).isEqualTo(1);
    assertThat(shown.isEmpty()).isFalse();
  }

  @Test
  void nothingAddedOrNothingShownIsEmpty() {
    assertThat(new PretextPreview.Builder().build().isEmpty()).isTrue();
    PretextPreview.Builder builder = new PretextPreview.Builder();
    builder.add(Map.of());
    assertThat(builder.build().isEmpty()).isTrue();
  }

  @Test
  void whatIsNeitherVolumeNorNumberIsRefused() {
    for (int[] shape : new int[][] {{2}, {2, 3, 4}, {1, 2, 4, 4, 4}, {0, 1, 4, 4, 4}}) {
      PretextPreview.Builder builder = new PretextPreview.Builder();
      builder.add(Map.of("odd", NdArray.zeros(shape)));
      assertThatThrownBy(builder::build)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("'odd' of shape")
          .hasMessageContaining("[N, 1, D, H, W]");
    }
  }
}
