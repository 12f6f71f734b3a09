package org.voxelbench.protocol.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.datasets.Labels;
import org.voxelbench.protocol.ProtocolException;
import org.voxelbench.protocol.network.Architecture;

class SegmentationTargetsTest {

  private static Labels labels(boolean regions, boolean ignore) {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    entries.put("whole", regions ? List.of(1, 2) : List.of(1));
    entries.put("core", List.of(2));
    if (ignore) {
      entries.put("ignore", List.of(3));
    }
    return new Labels(entries, regions ? List.of(1, 2) : List.of());
  }

  private static float[] write(SegmentationTargets targets, int output, int[] patch, short... in) {
    int[] size = targets.size(output, patch);
    float[] out = new float[targets.channels() * size[0] * size[1] * size[2]];
    targets.write(output, in, patch, out, 0);
    return out;
  }

  @Test
  void labelsStayAsTheyAreTheIgnoreLabelToo() {
    SegmentationTargets targets =
        new SegmentationTargets(labels(false, true), SegmentationTargets.singleOutput());
    assertThat(targets.channels()).isEqualTo(1);
    assertThat(targets.hasIgnoreLabel()).isTrue();
    int[] patch = {1, 2, 2};
    assertThat(write(targets, 0, patch, (short) 0, (short) 1, (short) 3, (short) 2))
        .containsExactly(0, 1, 3, 2);
  }

  @Test
  void regionsBecomeChannelsAndTheIgnoreLabelTheLast() {
    int[] patch = {1, 2, 2};
    short[] in = {0, 1, 3, 2};
    SegmentationTargets plain =
        new SegmentationTargets(labels(true, false), SegmentationTargets.singleOutput());
    assertThat(write(plain, 0, patch, in)).containsExactly(0, 1, 0, 1, 0, 0, 0, 1);
    SegmentationTargets ignoring =
        new SegmentationTargets(labels(true, true), SegmentationTargets.singleOutput());
    assertThat(ignoring.channels()).isEqualTo(3);
    assertThat(write(ignoring, 0, patch, in)).containsExactly(0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0);
  }

  @Test
  void coarseOutputsShowTheNearestVoxel() {
    SegmentationTargets targets =
        new SegmentationTargets(
            labels(false, false), List.of(new int[] {1, 1, 1}, new int[] {1, 2, 4}));
    int[] patch = {2, 2, 8};
    short[] in = new short[32];
    in[8 + 2] = 1;
    in[8 + 6] = 2;
    in[24 + 2] = 2;
    assertThat(targets.outputs()).isEqualTo(2);
    assertThat(targets.size(1, patch)).containsExactly(2, 1, 2);
    assertThat(write(targets, 1, patch, in)).containsExactly(1, 2, 2, 0);
  }

  @Test
  void deepSupervisionLeavesOutTheDeepestStage() {
    Architecture architecture =
        new Architecture(
            Architecture.Kind.RESIDUAL_ENCODER,
            List.of(4, 8, 8, 8),
            List.of(1, 1, 1, 1),
            Collections.nCopies(4, List.of(3, 3, 3)),
            List.of(List.of(1, 1, 1), List.of(1, 2, 2), List.of(2, 2, 2), List.of(2, 2, 1)),
            List.of(1, 1, 1));
    assertThat(SegmentationTargets.deepSupervision(architecture))
        .containsExactly(new int[] {1, 1, 1}, new int[] {1, 2, 2}, new int[] {2, 4, 4});
  }

  @Test
  void impossibleStridesAreRefused() {
    assertThatThrownBy(
            () -> new SegmentationTargets(labels(false, false), List.of(new int[] {1, 0, 1})))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("[1, 0, 1]");
  }
}
