package org.voxelbench.training.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.preparation.cache.ClassLocations;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.training.loader.BatchStreams;
import org.voxelbench.training.loader.PretrainingBatch;
import org.voxelbench.training.loader.PretrainingBatches;
import org.voxelbench.training.patch.MemoryCase;
import org.voxelbench.training.patch.PatchPlacement;
import org.voxelbench.training.patch.PatchPosition;
import org.voxelbench.training.patch.WeightedImage;

/** Marks move with the image, and change nothing of it. */
class MarksTest {

  private static final int[] PATCH = {16, 18, 20};
  private static final double BRIGHT = 100;
  private static final RandomStreams STREAMS = new RandomStreams(5);

  /** An image whose bright voxels are marked. */
  private record Marked(MemoryCase image) implements PreparedCase {

    static Marked ball() {
      return new Marked(
          MemoryCase.of(
              new int[] {30, 32, 34},
              (c, d, h, w) -> Math.hypot(d - 12, Math.hypot(h - 17, w - 20)) < 7 ? BRIGHT : 0));
    }

    @Override
    public String id() {
      return image.id();
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int[] shape() {
      return image.shape();
    }

    @Override
    public void readImage(int[] lower, int[] size, float[] out) {
      image.readImage(lower, size, out);
    }

    @Override
    public void readSegmentation(int[] lower, int[] size, short[] out) {
      throw new IllegalStateException("no segmentation is asked for");
    }

    @Override
    public boolean marked() {
      return true;
    }

    @Override
    public void readMarks(int[] lower, int[] size, short[] out) {
      float[] voxels = new float[out.length];
      image.readImage(lower, size, voxels);
      for (int i = 0; i < out.length; i++) {
        out[i] = (short) (voxels[i] == BRIGHT ? 1 : 0);
      }
    }

    @Override
    public ClassLocations classLocations() {
      return ClassLocations.none();
    }
  }

  @Test
  void aMarkedVoxelIsWhereItsIntensityIs() {
    Augmentation augmentation = new Augmentation(AugmentationSettings.preTraining(PATCH), PATCH);
    Marked source = Marked.ball();
    int bright = 0;
    for (int draw = 0; draw < 60; draw++) {
      PatchPosition position = new PatchPosition(source, new int[] {-2, 3, 4});
      WeightedImage made = augmentation.weightedImage(position, STREAMS.stream("draw", draw));
      assertThat(made.image())
          .as("the image is the one that is made without weights")
          .isEqualTo(augmentation.image(position, STREAMS.stream("draw", draw)));
      for (int i = 0; i < made.weights().length; i++) {
        float value = made.image()[i];
        // Between the two an interpolated voxel may be either.
        if (value > 0.8 * BRIGHT) {
          assertThat(made.weights()[i]).isZero();
          bright++;
        } else if (value < 0.2 * BRIGHT) {
          assertThat(made.weights()[i]).isEqualTo(1);
        }
      }
    }
    assertThat(bright).isGreaterThan(10_000);
  }

  @Test
  void batchesSayWhatVoxelsCountIfAskedAndDrawTheSamePatches() {
    List<PreparedCase> images =
        List.of(Marked.ball(), MemoryCase.of(new int[] {20, 20, 20}, (c, d, h, w) -> d));
    Augmentation augmentation = new Augmentation(AugmentationSettings.preTraining(PATCH), PATCH);
    BatchStreams streams = new BatchStreams(STREAMS, "pretrain", 50);
    PretrainingBatches plain = new PretrainingBatches(images, augmentation, 3, streams);
    PretrainingBatches weighted =
        new PretrainingBatches(images, augmentation, PatchPlacement.RANDOM, 3, true, streams);
    for (int i = 0; i < 10; i++) {
      PretrainingBatch expected = plain.apply(i);
      PretrainingBatch batch = weighted.apply(i);
      assertThat(expected.weights()).isEmpty();
      assertThat(batch.caseIds()).isEqualTo(expected.caseIds());
      assertThat(batch.weights()).hasSize(3);
      for (int k = 0; k < 3; k++) {
        assertThat(batch.patches().get(k)).isEqualTo(expected.patches().get(k));
        assertThat(batch.weights().get(k)).hasSize(16 * 18 * 20).containsOnly(weights(batch, k));
      }
    }
  }

  /** The unmarked image counts everywhere. */
  private static float[] weights(PretrainingBatch batch, int element) {
    boolean anyDark = false;
    for (float weight : batch.weights().get(element)) {
      anyDark |= weight == 0;
    }
    return anyDark ? new float[] {0, 1} : new float[] {1};
  }
}
