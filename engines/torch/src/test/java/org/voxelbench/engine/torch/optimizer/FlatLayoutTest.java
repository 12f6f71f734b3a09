package org.voxelbench.engine.torch.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arrays lie apart, in order and aligned; those that moved equally often together are one run. */
class FlatLayoutTest {

  private static FlatLayout layout(int... lengths) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (int i = 0; i < lengths.length; i++) {
      shapes.put("w" + i, new int[] {lengths[i]});
    }
    return FlatLayout.of(shapes);
  }

  @Test
  void arraysLieApartInOrderAndAligned() {
    FlatLayout layout = layout(1, 16, 17, 5000, 3);
    long end = 0;
    for (FlatLayout.Place place : layout.places().values()) {
      assertThat(place.from()).isGreaterThanOrEqualTo(end).isLessThan(end + 16);
      assertThat(place.from() % 16).isZero();
      end = place.from() + place.size();
    }
    assertThat(layout.length()).isGreaterThanOrEqualTo(end).isLessThan(end + 16 + FlatLayout.CHUNK);
    assertThat(layout.length() % FlatLayout.CHUNK).isZero();
  }

  @Test
  void noArrayIsStillABuffer() {
    assertThat(layout().length()).isEqualTo(FlatLayout.CHUNK);
  }

  @Test
  void neighboursThatMovedEquallyOftenAreOneRun() {
    FlatLayout layout = layout(16, 16, 8, 16, 16);
    assertThat(layout.runs(Map.of("w0", 3L, "w1", 3L, "w2", 3L)))
        .containsExactly(new FlatLayout.Run(0, 40, 3));
    assertThat(layout.runs(Map.of("w0", 3L, "w1", 2L, "w3", 2L, "w4", 2L)))
        .containsExactly(
            new FlatLayout.Run(0, 16, 3),
            new FlatLayout.Run(16, 32, 2),
            new FlatLayout.Run(48, 80, 2));
    assertThat(layout.runs(Map.of())).isEmpty();
  }
}
