package org.voxelbench.harness.nnunet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.JsonFields;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;

/** The one configuration of a {@code plans.json} that a model was trained in. */
final class ModelPlan {

  private static final String CONFIGURATIONS = "configurations";
  private static final List<String> READERS =
      List.of("SimpleITKIO", "SimpleITKIOWithReorient", "NibabelIO", "NibabelIOWithReorient");

  private ModelPlan() {}

  /**
   * Reads a configuration as the only one of a plan, under the name that a run's has.
   *
   * @throws BadInputException naming what isn't known, if it can't be represented
   */
  static Plan read(Path file, String configuration) {
    JsonNode json = JsonFile.read(file);
    JsonFields fields = new JsonFields(file.toString(), json);
    if (fields.has("label_manager") && !fields.text("label_manager").equals("LabelManager")) {
      throw fields.wrong("label_manager", "LabelManager");
    }
    if (!READERS.contains(fields.text("image_reader_writer"))) {
      throw fields.wrong("image_reader_writer", "one of " + String.join(", ", READERS));
    }
    Plan plan = PlanJson.readPlan(file.toString(), only(fields, configuration));
    Configuration trained = plan.configuration(configuration);
    if (trained.patchSize().length != 3) {
      throw new BadInputException(
          file + ": the configuration '" + configuration + "' is 2D; only 3D ones are known here.");
    }
    if (trained.cascade().previousStage().isPresent()) {
      throw new BadInputException(
          file
              + ": the configuration '"
              + configuration
              + "' takes the segmentation of '"
              + trained.cascade().previousStage().get()
              + "' as input; a cascade isn't known here, so import that configuration alone.");
    }
    return new Plan(
        plan.datasetName(),
        plan.plansName(),
        plan.plannerName(),
        plan.reader(),
        plan.medianSpacing(),
        plan.medianShape(),
        plan.transposeForward(),
        Map.of(Preparation.CONFIGURATION, alone(trained)),
        plan.foregroundIntensityProperties());
  }

  /** Other configurations, which may be of kinds that aren't known, don't matter. */
  private static ObjectNode only(JsonFields plans, String configuration) {
    JsonNode all = plans.object(CONFIGURATIONS).node();
    if (!all.has(configuration)) {
      throw plans.wrong(CONFIGURATIONS, "an object with '" + configuration + "'");
    }
    ObjectNode kept = ((ObjectNode) all).objectNode();
    String name = configuration;
    while (all.path(name).isObject() && !kept.has(name)) {
      kept.set(name, all.get(name));
      name = all.get(name).path("inherits_from").asText();
    }
    ObjectNode plan = ((ObjectNode) plans.node()).deepCopy();
    plan.set(CONFIGURATIONS, kept);
    return plan;
  }

  private static Configuration alone(Configuration trained) {
    return new Configuration(
        Preparation.CONFIGURATION,
        trained.dataIdentifier(),
        trained.batchSize(),
        trained.patchSize(),
        trained.medianSize(),
        trained.spacing(),
        trained.normalizationSchemes(),
        trained.useMaskForNorm(),
        trained.resampling(),
        trained.architecture(),
        trained.batchDice(),
        Configuration.Cascade.none());
  }
}
