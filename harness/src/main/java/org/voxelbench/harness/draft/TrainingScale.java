package org.voxelbench.harness.draft;

import java.util.List;

/**
 * How large a first benchmark is on a kind of device.
 *
 * <p>The bytes of a voxel are the largest of all methods in fp32 that {@code docs/memory.csv} lists
 * for the network, rounded up.
 */
public enum TrainingScale {
  /** The small network of the shipped protocols for a CPU, some hundred steps. */
  CPU(List.of(8, 16, 32, 64), List.of(1, 2, 2, 2), 700, 96 * 96 * 96, 2, 3),
  /** ResEnc-L, and no patch larger than the paper's. */
  CARD(List.of(32, 64, 128, 256, 320, 320), List.of(1, 3, 4, 6, 6, 6), 2900, 160 * 160 * 160, 4, 1);

  static final double GIBIBYTE = 1L << 30;

  private final List<Integer> features;
  private final List<Integer> blocks;
  private final int bytesPerVoxel;
  private final int mostVoxels;
  private final int mostBatch;
  private final double besides;

  /**
   * @param mostVoxels of a patch: beyond it time, not memory, is what lacks
   * @param mostBatch patches of a batch, where memory is left over
   * @param besides GiB that are taken by all but the training step: on a CPU Java, libraries and
   *     batches ahead, on a card its context and workspace
   */
  TrainingScale(
      List<Integer> features,
      List<Integer> blocks,
      int bytesPerVoxel,
      int mostVoxels,
      int mostBatch,
      double besides) {
    this.features = features;
    this.blocks = blocks;
    this.bytesPerVoxel = bytesPerVoxel;
    this.mostVoxels = mostVoxels;
    this.mostBatch = mostBatch;
    this.besides = besides;
  }

  /** Channels of the first stages. */
  List<Integer> features(int stages) {
    return features.subList(0, stages);
  }

  /** Blocks of the first stages. */
  List<Integer> blocks(int stages) {
    return blocks.subList(0, stages);
  }

  int mostStages() {
    return features.size();
  }

  int mostVoxels() {
    return mostVoxels;
  }

  int mostBatch() {
    return mostBatch;
  }

  double bytesPerVoxel() {
    return bytesPerVoxel;
  }

  /** Bytes that are left for training steps. */
  double ofStep(double bytes) {
    return bytes - besides * GIBIBYTE;
  }
}
