package org.voxelbench.weights.nnssl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.format.JsonFields;

/**
 * What the images of a pre-training were brought to.
 *
 * @param dataset the corpus
 * @param plansName the plan's name, such as {@code nnsslPlans}
 * @param configuration the configuration's name, such as {@code onemmiso}
 * @param spacing mm per voxel, {@code [D, H, W]}; empty if every image kept its own
 * @param patch voxels, {@code [D, H, W]}; empty if the plan leaves it open
 * @param normalizationSchemes nnU-Net's class of each channel's normalisation
 */
public record PretrainingPlan(
    String dataset,
    String plansName,
    String configuration,
    Optional<List<Double>> spacing,
    Optional<List<Integer>> patch,
    List<String> normalizationSchemes) {

  private static final String CONFIGURATIONS = "configurations";
  private static final int[] AXES = {0, 1, 2};
  private static final int IMAGE_ORDER = 3;
  private static final int MASK_ORDER = 1;

  public PretrainingPlan {
    spacing = spacing.map(List::copyOf);
    patch = patch.map(List::copyOf);
    normalizationSchemes = List.copyOf(normalizationSchemes);
  }

  /** Of several configurations the first is the one that was trained. */
  static PretrainingPlan read(JsonFields json) {
    JsonFields all = json.object(CONFIGURATIONS);
    Iterator<String> names = all.node().fieldNames();
    if (!names.hasNext()) {
      throw json.wrong(CONFIGURATIONS, "an object with the configuration that was trained");
    }
    String name = names.next();
    JsonFields configuration = all.object(name);
    return new PretrainingPlan(
        json.has("dataset_name") ? json.text("dataset_name") : "",
        json.has("plans_name") ? json.text("plans_name") : "",
        name,
        configuration.has("spacing") ? Optional.of(spacing(configuration)) : Optional.empty(),
        configuration.has("patch_size") ? Optional.of(patch(configuration)) : Optional.empty(),
        configuration.texts("normalization_schemes"));
  }

  private static List<Double> spacing(JsonFields configuration) {
    double[] spacing = configuration.numbers("spacing");
    if (spacing.length != AXES.length
        || !(spacing[0] > 0 && spacing[1] > 0 && spacing[2] > 0)
        || Double.isInfinite(spacing[0] + spacing[1] + spacing[2])) {
      throw configuration.wrong("spacing", "three positive numbers of mm, or null");
    }
    return List.of(spacing[0], spacing[1], spacing[2]);
  }

  private static List<Integer> patch(JsonFields configuration) {
    List<Integer> patch = configuration.integers("patch_size");
    if (patch.size() != AXES.length || patch.stream().anyMatch(size -> size < 1)) {
      throw configuration.wrong("patch_size", "three voxel counts, or null");
    }
    return patch;
  }

  /** As nnssl writes it: axes as read, z-score without mask, cubic resampling. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("dataset_name", dataset);
    json.put("plans_name", plansName);
    ArrayNode median = json.putArray("original_median_spacing_after_transp");
    spacing.ifPresent(target -> target.forEach(median::add));
    json.put("image_reader_writer", "SimpleITKIO");
    for (String direction : List.of("transpose_forward", "transpose_backward")) {
      ArrayNode axes = json.putArray(direction);
      for (int axis : AXES) {
        axes.add(axis);
      }
    }
    json.put("experiment_planner_used", "FixedPlanner");
    json.putObject(CONFIGURATIONS).set(configuration, configurationJson());
    return json;
  }

  private ObjectNode configurationJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("data_identifier", plansName + "_" + configuration);
    json.put("preprocessor_name", "DefaultPreprocessor");
    json.put("spacing_style", configuration);
    ArrayNode schemes = json.putArray("normalization_schemes");
    normalizationSchemes.forEach(schemes::add);
    ArrayNode masks = json.putArray("use_mask_for_norm");
    normalizationSchemes.forEach(scheme -> masks.add(false));
    resampling(json, "data", IMAGE_ORDER);
    resampling(json, "mask", MASK_ORDER);
    json.putNull("spacing");
    spacing.map(List::iterator).ifPresent(mm -> mm.forEachRemaining(json.putArray("spacing")::add));
    json.putNull("patch_size");
    patch
        .map(List::iterator)
        .ifPresent(voxels -> voxels.forEachRemaining(json.putArray("patch_size")::add));
    return json;
  }

  private static void resampling(ObjectNode json, String what, int order) {
    json.put("resampling_fn_" + what, "resample_data_or_seg_to_shape");
    json.putObject("resampling_fn_" + what + "_kwargs")
        .put("is_seg", order == MASK_ORDER)
        .put("order", order)
        .put("order_z", 0)
        .putNull("force_separate_z");
  }
}
