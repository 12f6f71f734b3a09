package org.voxelbench.preparation.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.format.JsonFields;

/** One entry of a plan's {@code configurations}. */
final class ConfigurationJson {

  private static final String RESAMPLE = "resample_data_or_seg_to_shape";
  private static final String KEEP = "no_resampling_data_or_seg_to_shape";

  private static final String FUNCTION = "resampling_fn_";
  private static final String KWARGS = "_kwargs";
  private static final List<String> RESAMPLED = List.of("data", "seg", "probabilities");

  private ConfigurationJson() {}

  /** Every key of the configuration, inherited ones included. */
  static ObjectNode write(Configuration configuration) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("data_identifier", configuration.dataIdentifier());
    json.put("preprocessor_name", "DefaultPreprocessor");
    json.put("batch_size", configuration.batchSize());
    ArrayNode patch = json.putArray("patch_size");
    Arrays.stream(configuration.patchSize()).forEach(patch::add);
    ArrayNode median = json.putArray("median_image_size_in_voxels");
    Arrays.stream(configuration.medianSize()).forEach(median::add);
    ArrayNode spacing = json.putArray("spacing");
    Arrays.stream(configuration.spacing()).forEach(spacing::add);
    ArrayNode schemes = json.putArray("normalization_schemes");
    configuration.normalizationSchemes().forEach(scheme -> schemes.add(scheme.className()));
    ArrayNode masks = json.putArray("use_mask_for_norm");
    configuration.useMaskForNorm().forEach(masks::add);
    resampling(json, configuration.resampling());
    json.set("architecture", ArchitectureJson.write(configuration.architecture()));
    json.put("batch_dice", configuration.batchDice());
    Configuration.Cascade cascade = configuration.cascade();
    cascade.previousStage().ifPresent(stage -> json.put("previous_stage", stage));
    cascade.nextStage().ifPresent(stage -> json.put("next_stage", stage));
    return json;
  }

  private static void resampling(ObjectNode json, Configuration.Resampling resampling) {
    if (resampling.keepsSpacing()) {
      for (String what : RESAMPLED) {
        json.put(FUNCTION + what, KEEP);
        json.putObject(FUNCTION + what + KWARGS);
      }
      return;
    }
    spline(json, "data", false, resampling.data());
    spline(json, "seg", true, resampling.segmentation());
    spline(json, "probabilities", false, resampling.logits());
  }

  private static void spline(
      ObjectNode json, String what, boolean segmentation, Configuration.Spline spline) {
    json.put(FUNCTION + what, RESAMPLE);
    json.putObject(FUNCTION + what + KWARGS)
        .put("is_seg", segmentation)
        .put("order", spline.order())
        .put("order_z", spline.orderZ())
        .put("force_separate_z", spline.forceSeparateZ());
  }

  /** Reads an entry whose inherited keys are filled in. */
  static Configuration read(String name, JsonFields json) {
    int[] patch = json.integerArray("patch_size");
    if (patch.length != 2 && patch.length != 3
        || json.numbers("spacing").length != patch.length
        || json.numbers("median_image_size_in_voxels").length != patch.length) {
      throw json.wrong("patch_size", "two or three voxel counts, as many as 'spacing' has numbers");
    }
    if (!json.text("preprocessor_name").equals("DefaultPreprocessor")) {
      throw json.wrong("preprocessor_name", "DefaultPreprocessor");
    }
    return new Configuration(
        name,
        json.text("data_identifier"),
        json.integer("batch_size"),
        patch,
        json.numbers("median_image_size_in_voxels"),
        json.numbers("spacing"),
        json.texts("normalization_schemes").stream().map(Normalization::ofClass).toList(),
        json.bools("use_mask_for_norm"),
        resampling(json),
        architecture(json, patch.length),
        json.bool("batch_dice"),
        new Configuration.Cascade(
            optional(json, "inherits_from"),
            optional(json, "previous_stage"),
            optional(json, "next_stage")));
  }

  private static Architecture architecture(JsonFields json, int dimensions) {
    return !json.has("architecture") && json.has("UNet_class_name")
        ? ArchitectureJson.readEarly(json, dimensions)
        : ArchitectureJson.read(json.object("architecture"), dimensions);
  }

  /** All that belongs to a case is resampled, or nothing is. */
  private static Configuration.Resampling resampling(JsonFields json) {
    boolean keeps = json.text(FUNCTION + "data").equals(KEEP);
    for (String what : RESAMPLED) {
      String function = json.text(FUNCTION + what);
      if (!function.equals(keeps ? KEEP : RESAMPLE)) {
        throw json.wrong(FUNCTION + what, keeps ? KEEP + ", as " + FUNCTION + "data is" : RESAMPLE);
      }
    }
    return keeps
        ? Configuration.Resampling.none()
        : new Configuration.Resampling(
            spline(json, "data"), spline(json, "seg"), spline(json, "probabilities"), false);
  }

  private static Configuration.Spline spline(JsonFields json, String what) {
    JsonFields kwargs = json.object(FUNCTION + what + KWARGS);
    return new Configuration.Spline(
        kwargs.integer("order"),
        kwargs.integer("order_z"),
        kwargs.nullableBool("force_separate_z"));
  }

  private static Optional<String> optional(JsonFields json, String key) {
    return json.has(key) ? Optional.of(json.text(key)) : Optional.empty();
  }
}
