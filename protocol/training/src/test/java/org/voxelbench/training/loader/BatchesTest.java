package org.voxelbench.training.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.NdArray;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.training.augment.Augmentation;
import org.voxelbench.training.augment.AugmentationSettings;
import org.voxelbench.training.patch.MemoryCase;

class BatchesTest {

  private static final int[] PATCH = {8, 8, 8};

  private static Labels labels() {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    entries.put("organ", List.of(1));
    return new Labels(entries, List.of());
  }

  /** Intensities that tell the case, the channel and the place; one foreground voxel. */
  private static MemoryCase source(String id, int channels, int... shape) {
    int[] centre = {shape[0] - 1, shape[1] / 2, 0};
    return new MemoryCase(
        id,
        channels,
        shape,
        (c, d, h, w) -> 1 + id.hashCode() % 7 + c * 0.5 + d * 0.01 + h * 0.02 + w * 0.03,
        (c, d, h, w) -> d == centre[0] && h == centre[1] && w == centre[2] ? 1 : 0,
        Map.of(List.of(1), centre));
  }

  private static SegmentationBatches batches(
      AugmentationSettings settings, int batchSize, MemoryCase... cases) {
    return new SegmentationBatches(
        List.of(cases),
        0.33,
        new Augmentation(settings, PATCH),
        false,
        batchSize,
        new BatchStreams(new RandomStreams(4), "train", 10));
  }

  private static List<SegmentationBatch> load(int threads, long start, long end) {
    SegmentationBatches make =
        batches(
            AugmentationSettings.nnUNet(PATCH, true),
            3,
            source("a", 2, 20, 15, 9),
            source("b", 2, 5, 30, 6),
            source("c", 2, 12, 12, 12));
    List<SegmentationBatch> loaded = new ArrayList<>();
    try (BatchLoader<SegmentationBatch> loader = BatchLoader.open(make, threads, 5, start, end)) {
      while (loader.hasNext()) {
        loaded.add(loader.next());
      }
    }
    return loaded;
  }

  private static void same(SegmentationBatch first, SegmentationBatch second) {
    assertThat(second.caseIds()).isEqualTo(first.caseIds());
    assertThat(second.image().floats()).isEqualTo(first.image().floats());
    assertThat(second.target().floats()).isEqualTo(first.target().floats());
  }

  @Test
  void batchesDependNeitherOnThreadsNorOnTheStart() {
    List<SegmentationBatch> one = load(1, 0, 25);
    List<SegmentationBatch> four = load(4, 0, 25);
    List<SegmentationBatch> resumed = load(2, 11, 25);
    for (int i = 0; i < 25; i++) {
      same(one.get(i), four.get(i));
      if (i >= 11) {
        same(one.get(i), resumed.get(i - 11));
      }
    }
    assertThat(one.get(1).image().floats()).isNotEqualTo(one.get(11).image().floats());
  }

  @Test
  void theSharesOfABatchAreItsSamplesInTheirOrder() {
    SegmentationBatches make =
        batches(
            AugmentationSettings.nnUNet(PATCH, true),
            6,
            source("a", 2, 20, 15, 9),
            source("b", 2, 5, 30, 6));
    for (int iteration = 0; iteration < 5; iteration++) {
      SegmentationBatch whole = make.apply(iteration);
      List<String> cases = new ArrayList<>();
      int from = 0;
      for (int number = 0; number < 3; number++) {
        SegmentationBatch share = make.share(iteration, new BatchShare(number, 3));
        float[] image = share.image().floats();
        assertThat(image)
            .isEqualTo(Arrays.copyOfRange(whole.image().floats(), from, from + image.length));
        assertThat(share.image().shape()[0]).isEqualTo(2);
        from += image.length;
        cases.addAll(share.caseIds());
      }
      assertThat(from).isEqualTo(whole.image().size());
      assertThat(cases).isEqualTo(whole.caseIds());
    }
    assertThatThrownBy(() -> make.share(0, new BatchShare(0, 4)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a batch of 6 can't be shared equally by 4 devices");
  }

  @Test
  void phasesAndEpochsDrawApart() {
    BatchStreams train = new BatchStreams(new RandomStreams(4), "train", 10);
    BatchStreams validate = new BatchStreams(new RandomStreams(4), "validate", 10);
    assertThat(train.sample(3, 0).nextLong()).isEqualTo(train.sample(3, 0).nextLong());
    assertThat(
            List.of(
                train.sample(3, 0).nextLong(),
                train.sample(3, 1).nextLong(),
                train.sample(13, 0).nextLong(),
                train.augment(3, 0).nextLong(),
                validate.sample(3, 0).nextLong()))
        .doesNotHaveDuplicates();
    assertThat(train.sample(13, 2).nextLong())
        .isEqualTo(new RandomStreams(4).stream("train.sample", 1, 3, 2).nextLong());
  }

  @Test
  void theBatchHoldsPatchesAndTheirTargets() {
    MemoryCase source = source("a", 2, 8, 8, 8);
    SegmentationBatch batch = batches(AugmentationSettings.none(), 2, source).apply(0);
    assertThat(batch.caseIds()).containsExactly("a", "a");
    assertThat(batch.image().shape()).containsExactly(2, 2, 8, 8, 8);
    assertThat(batch.target().shape()).containsExactly(2, 1, 8, 8, 8);
    // The first patch is the whole case; the second is centred on the foreground voxel (7, 4, 0),
    // but not moved beyond the lower ends.
    float[] first = new float[1024];
    source.readImage(new int[] {0, 0, 0}, PATCH, first);
    float[] second = new float[1024];
    source.readImage(new int[] {3, 0, 0}, PATCH, second);
    assertThat(Arrays.copyOf(batch.image().floats(), 1024)).isEqualTo(first);
    assertThat(Arrays.copyOfRange(batch.image().floats(), 1024, 2048)).isEqualTo(second);
    float[] target = batch.target().floats();
    assertThat(target[512 + (4 * 8 + 4) * 8]).isEqualTo(1);
    float sum = 0;
    for (float v : target) {
      sum += v;
    }
    assertThat(sum).isEqualTo(2);
  }

  @Test
  void smallCasesArePaddedWithZeroAndBackground() {
    SegmentationBatches make = batches(AugmentationSettings.none(), 1, source("a", 1, 3, 8, 20));
    for (int i = 0; i < 20; i++) {
      SegmentationBatch batch = make.apply(i);
      int inside = 0;
      for (float v : batch.image().floats()) {
        inside += v != 0 ? 1 : 0;
      }
      // The forced patch may reach beyond the case, but all of its 3 slices lie inside.
      assertThat(inside % (3 * 8)).isZero();
      assertThat(inside).isBetween(3 * 8, 3 * 8 * 8);
      for (float v : batch.target().floats()) {
        assertThat(v).isIn(0f, 1f);
      }
    }
  }

  @Test
  void oneElementOfTwoHoldsForeground() {
    SegmentationBatches make = batches(AugmentationSettings.none(), 2, source("a", 1, 60, 60, 60));
    int n = 100;
    int free = 0;
    for (int i = 0; i < n; i++) {
      NdArray target = make.apply(i).target();
      double[] sums = new double[2];
      for (int k = 0; k < target.size(); k++) {
        sums[k / 512] += target.at(k);
      }
      assertThat(sums[1]).isEqualTo(1);
      free += sums[0] > 0 ? 1 : 0;
    }
    assertThat(free).isLessThan(10);
  }

  @Test
  void aCaseThatCanNotBeReadIsNamed() {
    MemoryCase source = source("a", 1, 20, 20, 20);
    PreparedCase broken = new BrokenCase(source);
    SegmentationBatches make =
        new SegmentationBatches(
            List.of(broken),
            0.33,
            new Augmentation(AugmentationSettings.none(), PATCH),
            false,
            1,
            new BatchStreams(new RandomStreams(4), "train", 10));
    try (BatchLoader<SegmentationBatch> loader = BatchLoader.open(make, 2, 2, 7, 9)) {
      assertThatThrownBy(loader::next)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("case 'a'")
          .hasMessageContaining("iteration 7")
          .hasMessageContaining("chunk 3 is damaged");
    }
  }

  @Test
  void casesOfUnlikeChannelsAreRefused() {
    assertThatThrownBy(
            () ->
                batches(
                    AugmentationSettings.none(),
                    1,
                    source("a", 1, 9, 9, 9),
                    source("b", 2, 9, 9, 9)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("case 'b' has 2 channels");
    assertThatThrownBy(() -> batches(AugmentationSettings.none(), 1))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> batches(AugmentationSettings.none(), 0, source("a", 1, 9, 9, 9)))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void preTrainingDrawsImagesAndPlacesUniformly() {
    MemoryCase large = source("a", 1, 12, 8, 8);
    MemoryCase small = source("b", 1, 4, 8, 8);
    PretrainingBatches make =
        new PretrainingBatches(
            List.of(large, small),
            new Augmentation(AugmentationSettings.none(), PATCH),
            2,
            new BatchStreams(new RandomStreams(9), "pretrain", 50));
    int n = 400;
    int first = 0;
    int[] corners = new int[5];
    for (int i = 0; i < n; i++) {
      PretrainingBatch batch = make.apply(i);
      assertThat(batch.size()).isEqualTo(PATCH);
      assertThat(batch.channels()).isEqualTo(1);
      for (int k = 0; k < 2; k++) {
        float[] patch = batch.patches().get(k);
        assertThat(patch).hasSize(512);
        int zeros = 0;
        for (float v : patch) {
          zeros += v == 0 ? 1 : 0;
        }
        if (batch.caseIds().get(k).equals("a")) {
          first++;
          assertThat(zeros).isZero();
          corners[Math.round((patch[0] - (1 + "a".hashCode() % 7)) / 0.01f)]++;
        } else {
          // Four slices of padding, two on either side.
          assertThat(zeros).isEqualTo(256);
          assertThat(patch[127]).isZero();
          assertThat(patch[128]).isNotZero();
        }
      }
    }
    assertThat(first / (2.0 * n)).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(2.0 * n)));
    for (int count : corners) {
      assertThat(count / (double) first).isCloseTo(0.2, within(4 * 0.4 / Math.sqrt(first)));
    }
  }

  @Test
  void preTrainingBatchesDoNotDependOnThreads() {
    PretrainingBatches make =
        new PretrainingBatches(
            List.of(source("a", 1, 20, 15, 9), source("b", 1, 5, 30, 6)),
            new Augmentation(AugmentationSettings.preTraining(PATCH), PATCH),
            2,
            new BatchStreams(new RandomStreams(9), "pretrain", 50));
    try (BatchLoader<PretrainingBatch> loader = BatchLoader.open(make, 4, 6, 0, 20)) {
      for (int i = 0; i < 20; i++) {
        PretrainingBatch parallel = loader.next();
        PretrainingBatch alone = make.apply(i);
        assertThat(parallel.caseIds()).isEqualTo(alone.caseIds());
        assertThat(parallel.patches().get(1)).isEqualTo(alone.patches().get(1));
      }
    }
  }
}
