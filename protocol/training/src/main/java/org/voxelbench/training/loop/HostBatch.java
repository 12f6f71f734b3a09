package org.voxelbench.training.loop;

import java.util.List;
import java.util.Map;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;

/**
 * A batch on the host, ready to be staged.
 *
 * @param inputs the objective's inputs by name
 * @param cases names of the cases it was cut from
 */
record HostBatch(Map<String, NdArray> inputs, List<String> cases) {

  StagedBatch stage(Engine engine) {
    return new StagedBatch(engine.stage(inputs), cases);
  }
}
