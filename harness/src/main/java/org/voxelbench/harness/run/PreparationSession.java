package org.voxelbench.harness.run;

import java.nio.file.Path;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.MissingData;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.ProtocolDifferences;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.store.Attendance;
import org.voxelbench.store.RunStore;

/**
 * Fills the cache of an experiment, perhaps beside others on other machines.
 *
 * @param experiment the experiment
 * @param workspace the folder of its results
 * @param data folder of the user's data sets
 * @param threads cases that are worked on at a time
 * @param progress hears how far it is
 */
public record PreparationSession(
    Experiment experiment,
    Workspace workspace,
    Optional<Path> data,
    int threads,
    Progress progress) {

  /**
   * Verifies, plans and preprocesses.
   *
   * @param rehash whether all raw files are read again, whatever is remembered of them
   * @throws BadInputException if data are missing or can't be used, or if the folder's runs are of
   *     another protocol
   */
  public void run(boolean rehash) {
    if (LaunchRecord.read(workspace).isPresent()) {
      ProtocolDifferences.refuse(
          LaunchRecord.protocolFile(workspace),
          LaunchRecord.protocol(workspace),
          experiment.protocol());
    }
    DatasetCatalog catalog = new DatasetCatalog(data, workspace, progress);
    MissingData.refuse(MissingData.sentences(experiment, catalog));
    Preparation preparation = new Preparation(experiment.protocol(), workspace, threads, progress);
    if (rehash) {
      preparation.rehash();
    }
    try (Attendance present = new RunStore(workspace.root()).enter()) {
      VerifiedDatasets opened =
          VerifiedDatasets.open(experiment, catalog, preparation, workspace.root());
      ExperimentData.prepare(experiment, opened, catalog, preparation);
    }
  }
}
