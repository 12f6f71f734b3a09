package org.voxelbench.harness.run;

import java.nio.file.Path;
import java.util.Optional;
import org.voxelbench.harness.device.EngineRequest;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
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
 * @param loaders threads that read and augment patches
 * @param job id of the run or pre-training
 * @param into where to do it once more; as a rule the experiment's own folder
 */
public record JobRequest(
    Experiment experiment,
    Workspace workspace,
    Optional<Path> data,
    TestLedger ledger,
    EngineRequest engine,
    String deviceReason,
    int loaders,
    String job,
    Optional<Path> into) {}
