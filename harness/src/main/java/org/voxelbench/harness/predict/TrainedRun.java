package org.voxelbench.harness.predict;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.training.network.WeightFiles;

/**
 * All that is needed to use a finished run elsewhere.
 *
 * @param folder where it lies
 * @param plan the plan it was trained under
 * @param dataset labels and channels of its data set
 * @param inference how it is predicted
 */
public record TrainedRun(Path folder, Plan plan, DatasetJson dataset, TrainedInference inference) {

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 2));
  private static final String PLAN = "plan.json";
  private static final String INFERENCE = "inference.json";
  private static final String WEIGHTS = "weights.safetensors";

  /** Leaves plan, inference settings and {@code dataset.json} in a run's folder. */
  public static void describe(Path folder, Plan plan, RawDataset raw, TrainedInference inference) {
    Path json = raw.folder().resolve(DatasetJson.NAME);
    describe(folder, plan, inference);
    try {
      byte[] bytes = Files.readAllBytes(json);
      AtomicFile.write(folder.resolve(DatasetJson.NAME), out -> out.write(bytes));
    } catch (IOException e) {
      throw new BadInputException(
          "can't copy '" + json + "' to '" + folder + "': " + FileFault.words(e) + ".", e);
    }
  }

  /** Leaves a whole run that was trained elsewhere in a folder. */
  public static void write(
      Path folder,
      Plan plan,
      JsonNode dataset,
      TrainedInference inference,
      Map<String, NdArray> weights) {
    describe(folder, plan, inference);
    JsonFile.write(folder.resolve(DatasetJson.NAME), dataset);
    WeightFiles.write(folder.resolve(WEIGHTS), weights, Map.of());
  }

  private static void describe(Path folder, Plan plan, TrainedInference inference) {
    PlanJson.write(plan, folder.resolve(PLAN));
    JSON.write(folder.resolve(INFERENCE), inference);
  }

  /**
   * Reads a run's folder, but for its weights.
   *
   * @throws BadInputException if the run is not finished
   */
  static TrainedRun read(Path folder) {
    for (String file : new String[] {PLAN, INFERENCE, DatasetJson.NAME, WEIGHTS}) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new BadInputException(
            "'"
                + folder
                + "' is no finished run: it holds no '"
                + file
                + "'; name a folder of results/.../runs/.");
      }
    }
    return new TrainedRun(
        folder,
        PlanJson.readPlan(folder.resolve(PLAN)),
        DatasetJson.read(folder.resolve(DatasetJson.NAME)),
        JSON.read(folder.resolve(INFERENCE), TrainedInference.class));
  }

  /** Its weights by name. */
  public Map<String, NdArray> weights() {
    return Safetensors.read(folder.resolve(WEIGHTS)).tensors();
  }
}
