package org.voxelbench.preparation.plan;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.voxelbench.base.format.Choice;

/** The networks that can be planned, with what planning and plan files must know of each. */
public enum NetworkKind implements Choice {
  /** nnU-Net's {@code ResidualEncoderUNet}: a stem, then blocks of two convolutions and a skip. */
  RESIDUAL_ENCODER("ResidualEncoderUNet", "n_blocks_per_stage", List.of(1, 3, 4, 6), 1) {
    @Override
    int stemConvs() {
      return 1;
    }

    @Override
    int convs(int blocks, boolean reshapes) {
      return 2 * blocks + (reshapes ? 1 : 0);
    }
  },
  /** nnU-Net's {@code PlainConvUNet}: stages of convolutions. */
  PLAIN("PlainConvUNet", "n_conv_per_stage", List.of(2), 2) {
    @Override
    int stemConvs() {
      return 0;
    }

    @Override
    int convs(int blocks, boolean reshapes) {
      return blocks;
    }
  };

  private final String className;
  private final String blocksKey;
  private final List<Integer> blocks;
  private final int decoderConvs;

  /**
   * @param blocks nnU-Net's blocks per stage; the last entry is that of all deeper stages
   * @param decoderConvs nnU-Net's convolutions per decoder stage
   */
  NetworkKind(String className, String blocksKey, List<Integer> blocks, int decoderConvs) {
    this.className = className;
    this.blocksKey = blocksKey;
    this.blocks = blocks;
    this.decoderConvs = decoderConvs;
  }

  /** The class in dynamic-network-architectures. */
  public String className() {
    return className;
  }

  /** The key of the blocks per stage in a plan. */
  String blocksKey() {
    return blocksKey;
  }

  /** Blocks per stage (convolutions, if plain), as nnU-Net's planner has them. */
  List<Integer> blocks(int stages) {
    return IntStream.range(0, stages)
        .mapToObj(stage -> blocks.get(Math.min(stage, blocks.size() - 1)))
        .toList();
  }

  /** Convolutions per decoder stage, as nnU-Net's planner has them. */
  public List<Integer> decoderConvs(int stages) {
    return Collections.nCopies(stages - 1, decoderConvs);
  }

  /** Convolutions at full resolution before the first stage. */
  abstract int stemConvs();

  /**
   * Convolutions of one encoder stage.
   *
   * @param reshapes whether the stage changes resolution or channels
   */
  abstract int convs(int blocks, boolean reshapes);
}
