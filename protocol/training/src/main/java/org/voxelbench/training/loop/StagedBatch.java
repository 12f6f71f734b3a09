package org.voxelbench.training.loop;

import java.util.List;
import org.voxelbench.engine.Batch;
import org.voxelbench.training.loader.BatchLoader;

/**
 * A batch on the device.
 *
 * @param inputs the objective's inputs
 * @param cases names of the cases it was cut from
 */
public record StagedBatch(Batch inputs, List<String> cases) implements BatchLoader.Releasable {

  @Override
  public void close() {
    inputs.close();
  }
}
