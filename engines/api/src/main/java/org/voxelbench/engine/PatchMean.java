package org.voxelbench.engine;

import java.util.List;

/**
 * The weighted mean of overlapping patches of a volume, one value per channel and voxel, gathered
 * patch by patch in the engine's full precision.
 */
public interface PatchMean extends AutoCloseable {

  /**
   * Adds patches; what of them lies outside the volume is left out.
   *
   * @param outputs of a program of the same engine
   * @param name of the output that holds the patches, {@code [corners, channels, d, h, w]}
   * @param corners lower corner of each patch in the volume's voxels, {@code [d, h, w]}
   * @throws EngineException if the output's shape is another
   */
  void add(Outputs outputs, String name, List<int[]> corners);

  /**
   * Copies the mean of one channel to the host; nothing is added afterwards.
   *
   * @return {@code [D, H, W]} in C order, not to be changed; not a number where no patch lies
   */
  float[] channel(int channel);

  @Override
  void close();
}
