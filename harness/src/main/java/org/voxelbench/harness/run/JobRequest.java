package org.voxelbench.harness.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.engine.ranks.Ranks;
import org.voxelbench.harness.device.EngineRequest;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.tracking.TrackingFormat;
import org.voxelbench.store.TestLedger;

/**
 * One job of a benchmark whose data are prepared.
 *
 * @param experiment the benchmark's protocol with its methods
 * @param workspace the folder of its results
 * @param data folder of the user's data sets
 * @param ledger the list of all evaluations on test data
 * @param engine the engine and its device
 * @param deviceReason why the benchmark took the device
 * @param ranks the ranks that compute each batch, and those that this process does
 * @param loaders threads that read and augment patches
 * @param job id of the run or pre-training
 * @param into where to do it once more; as a rule the experiment's own folder
 * @param tracking who follows the run
 */
public record JobRequest(
    Experiment experiment,
    Workspace workspace,
    Optional<Path> data,
    TestLedger ledger,
    EngineRequest engine,
    String deviceReason,
    Ranks ranks,
    int loaders,
    String job,
    Optional<Path> into,
    Set<TrackingFormat> tracking) {

  public JobRequest {
    tracking = Set.copyOf(tracking);
  }
}
