package org.voxelbench.training.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.training.loader.BatchShare;

/**
 * What this process computes of a batch, on the host and ready to be staged.
 *
 * @param shares the objective's inputs by name, for each of its ranks
 * @param cases names of the cases it was cut from
 */
record HostBatch(List<Map<String, NdArray>> shares, List<String> cases) {

  /** What one rank computes of it. */
  HostBatch(Map<String, NdArray> inputs, List<String> cases) {
    this(List.of(inputs), cases);
  }

  /** Makes the shares of all of this process's ranks. */
  static HostBatch of(List<BatchShare> shares, Function<BatchShare, HostBatch> share) {
    List<Map<String, NdArray>> inputs = new ArrayList<>();
    List<String> cases = new ArrayList<>();
    for (BatchShare each : shares) {
      HostBatch made = share.apply(each);
      inputs.addAll(made.shares());
      cases.addAll(made.cases());
    }
    return new HostBatch(inputs, cases);
  }

  /** For all ranks together. */
  StagedBatch stage(Engine engine) {
    return new StagedBatch(engine.stageRanks(shares), cases);
  }

  /** For one computation, of a whole batch. */
  StagedBatch stageWhole(Engine engine) {
    return new StagedBatch(engine.stage(shares.get(0)), cases);
  }
}
