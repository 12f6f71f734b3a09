package org.voxelbench.engine.torch.ranks;

/** What one rank computed, whose native memory is held until it is closed. */
public interface RankResult extends AutoCloseable {

  @Override
  void close();
}
