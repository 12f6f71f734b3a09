package org.voxelbench.training.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;

class PatchSamplerTest {

  private static final LoaderPatch PATCH =
      new LoaderPatch(new int[] {4, 4, 4}, new int[] {7, 4, 6});

  private static final List<Integer> ANNOTATED = List.of(-1, 0, 1, 2);

  private static RandomStream stream(long index) {
    return new RandomStreams(1).stream("sampler", index);
  }

  private static MemoryCase labelled(Map<List<Integer>, int[]> locations) {
    int[] shape = {20, 9, 5};
    return new MemoryCase("a", 1, shape, (c, d, h, w) -> 0, (c, d, h, w) -> 0, locations);
  }

  private static int[][] seen(PatchSampler sampler, MemoryCase source, boolean foreground) {
    int[][] ends = {{99, 99, 99}, {-99, -99, -99}};
    for (int i = 0; i < 2000; i++) {
      int[] lower = sampler.lower(source, foreground, stream(i));
      for (int axis = 0; axis < 3; axis++) {
        ends[0][axis] = Math.min(ends[0][axis], lower[axis]);
        ends[1][axis] = Math.max(ends[1][axis], lower[axis]);
      }
    }
    return ends;
  }

  @Test
  void randomCornersReachBothEndsOfTheirRange() {
    // pad = 7-4, 4-4, 6-4: corners from -ceil(pad/2) to shape + ceil(pad/2) - loader
    int[][] ends =
        seen(PatchSampler.unlabelled(PATCH, PatchPlacement.RANDOM), labelled(Map.of()), false);
    assertThat(ends[0]).containsExactly(-2, 0, -1);
    assertThat(ends[1]).containsExactly(20 + 2 - 7, 9 - 4, 5 + 1 - 6);
  }

  @Test
  void smallCasesAreEnclosed() {
    // Shape 2, 3, 4: the deficit to the loader's patch replaces the padding where it is larger.
    MemoryCase small = MemoryCase.of(new int[] {2, 3, 4}, (c, d, h, w) -> 0);
    int[][] ends = seen(PatchSampler.unlabelled(PATCH, PatchPlacement.RANDOM), small, false);
    assertThat(ends[0]).containsExactly(-3, -1, -1);
    assertThat(ends[1]).containsExactly(2 + 3 - 7, 3 + 1 - 4, 4 + 1 - 6);
  }

  /**
   * The middle of what nnssl draws corners from, {@code [-ceil(n / 2), shape + ceil(n / 2) -
   * patch]} for a deficit n, rounded towards 0.
   */
  @ParameterizedTest
  @CsvSource({
    "160, 160, 0",
    "181, 160, 10",
    "180, 160, 10",
    "140, 160, -10",
    "139, 160, -10",
    "1, 4, -1"
  })
  void centredPatchesLeaveAsMuchOnBothSides(int shape, int patch, int lower) {
    int deficit = Math.max(0, patch - shape);
    int half = (deficit + 1) / 2;
    int sum = -half + shape + half - patch;
    assertThat((int) (sum / 2.0)).isEqualTo(lower);

    MemoryCase source = MemoryCase.of(new int[] {shape, 1, 1}, (c, d, h, w) -> 0);
    LoaderPatch cut = LoaderPatch.exact(new int[] {patch, 1, 1});
    PatchSampler sampler = PatchSampler.unlabelled(cut, PatchPlacement.CENTRE);
    for (int i = 0; i < 20; i++) {
      assertThat(sampler.lower(source, false, stream(i))).containsExactly(lower, 0, 0);
    }
  }

  @Test
  void cornersAreUniform() {
    Map<Integer, Integer> counts = new TreeMap<>();
    int n = 18_000;
    for (int i = 0; i < n; i++) {
      int[] lower =
          PatchSampler.unlabelled(PATCH, PatchPlacement.RANDOM)
              .lower(labelled(Map.of()), false, stream(i));
      counts.merge(lower[0], 1, Integer::sum);
    }
    double p = 1 / 18.0;
    assertThat(counts).hasSize(18);
    assertThat(counts.values())
        .allSatisfy(
            count -> assertThat(count / (double) n).isCloseTo(p, within(4.5 * Math.sqrt(p / n))));
  }

  @Test
  void forcedPatchesAreCentredWithoutUpperClamp() {
    MemoryCase first = labelled(Map.of(List.of(1), new int[] {0, 0, 0}));
    MemoryCase last = labelled(Map.of(List.of(1), new int[] {19, 8, 4}));
    PatchSampler sampler = new PatchSampler(PATCH, 0.33, false);
    assertThat(sampler.lower(first, true, stream(0))).containsExactly(-2, 0, -1);
    assertThat(sampler.lower(last, true, stream(0))).containsExactly(16, 6, 1);
  }

  @Test
  void presentClassesAreEquallyLikelyWhateverTheirSize() {
    int[] many = new int[300];
    Arrays.fill(many, 4);
    MemoryCase source =
        labelled(
            Map.of(
                List.of(1),
                many,
                List.of(1, 2),
                new int[] {10, 4, 4},
                List.of(2),
                new int[0],
                ANNOTATED,
                new int[] {16, 4, 4}));
    PatchSampler sampler = new PatchSampler(PATCH, 0.33, true);
    int rare = 0;
    int n = 4000;
    for (int i = 0; i < n; i++) {
      int corner = sampler.lower(source, true, stream(i))[0];
      assertThat(corner).isIn(1, 7);
      rare += corner == 7 ? 1 : 0;
    }
    assertThat(rare / (double) n).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(n)));
  }

  @Test
  void withIgnoreLabelOtherPatchesAreCentredOnAnnotatedVoxels() {
    MemoryCase source =
        labelled(Map.of(List.of(1), new int[] {4, 4, 4}, ANNOTATED, new int[] {16, 4, 4}));
    assertThat(new PatchSampler(PATCH, 0.33, true).lower(source, false, stream(0))[0])
        .isEqualTo(13);
  }

  @Test
  void theAnnotatedVoxelsServeWhereThereIsNoForeground() {
    MemoryCase source = labelled(Map.of(List.of(1), new int[0], ANNOTATED, new int[] {16, 4, 4}));
    assertThat(new PatchSampler(PATCH, 0.33, true).lower(source, true, stream(0))[0]).isEqualTo(13);
  }

  @Test
  void casesWithoutCandidatesFallBackToRandom() {
    for (boolean ignore : new boolean[] {false, true}) {
      int[][] ends = seen(new PatchSampler(PATCH, 0.33, ignore), labelled(Map.of()), true);
      assertThat(ends[0]).containsExactly(-2, 0, -1);
      assertThat(ends[1]).containsExactly(15, 5, 0);
    }
    int[][] ends = seen(new PatchSampler(PATCH, 0.33, true), labelled(Map.of()), false);
    assertThat(ends[1]).containsExactly(15, 5, 0);
  }

  @Test
  void casesAreDrawnUniformlyWithReplacement() {
    List<MemoryCase> cases = List.of(labelled(Map.of()), labelled(Map.of()), labelled(Map.of()));
    PatchSampler sampler = PatchSampler.unlabelled(PATCH, PatchPlacement.RANDOM);
    int[] counts = new int[3];
    int n = 6000;
    for (int i = 0; i < n; i++) {
      PatchPosition position = sampler.draw(cases, 0, 2, stream(i));
      for (int k = 0; k < 3; k++) {
        counts[k] += position.preparedCase() == cases.get(k) ? 1 : 0;
      }
    }
    for (int count : counts) {
      assertThat(count / (double) n).isCloseTo(1 / 3.0, within(4 * 0.4714 / Math.sqrt(n)));
    }
  }

  @Test
  void refusesWhatItCanNotDrawFrom() {
    assertThatThrownBy(
            () ->
                PatchSampler.unlabelled(PATCH, PatchPlacement.RANDOM)
                    .draw(List.of(), 0, 1, stream(0)))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> new PatchSampler(PATCH, 1.5, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1.5");
  }
}
