package org.voxelbench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.voxelbench.datasets.AtomicFile;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Safetensors;
import org.voxelbench.protocol.ProtocolException;
import org.voxelbench.protocol.plan.Plan;
import org.voxelbench.protocol.plan.PlanJson;

/**
 * All that is needed to use a finished run elsewhere.
 *
 * @param plan the plan it was trained under
 * @param dataset labels and channels of its data set
 * @param weights its weights by name
 */
record TrainedRun(Plan plan, DatasetJson dataset, Map<String, NdArray> weights) {

  private static final String PLAN = "plan.json";
  private static final String WEIGHTS = "weights.safetensors";

  /** Leaves plan and {@code dataset.json} in a run's folder. */
  static void describe(Path folder, Plan plan, RawDataset raw) {
    PlanJson.write(plan, folder.resolve(PLAN));
    Path json = raw.folder().resolve(DatasetJson.NAME);
    try {
      byte[] bytes = Files.readAllBytes(json);
      AtomicFile.write(folder.resolve(DatasetJson.NAME), out -> out.write(bytes));
    } catch (IOException e) {
      throw new ProtocolException(
          "can't copy '" + json + "' to '" + folder + "': " + e.getMessage() + ".", e);
    }
  }

  /**
   * Reads a run's folder.
   *
   * @throws ProtocolException if the run is not finished
   */
  static TrainedRun read(Path folder) {
    for (String file : new String[] {PLAN, DatasetJson.NAME, WEIGHTS}) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new ProtocolException(
            "'"
                + folder
                + "' is no finished run: it holds no '"
                + file
                + "'; name a folder of results/.../runs/.");
      }
    }
    return new TrainedRun(
        PlanJson.readPlan(folder.resolve(PLAN)),
        DatasetJson.read(folder.resolve(DatasetJson.NAME)),
        Safetensors.read(folder.resolve(WEIGHTS)).tensors());
  }
}
