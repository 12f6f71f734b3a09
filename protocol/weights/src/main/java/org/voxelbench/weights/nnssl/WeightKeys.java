package org.voxelbench.weights.nnssl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.format.JsonFields;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.UNetArchitecture;

/**
 * Where the parts of a network lie: what the names of their weights begin with.
 *
 * @param encoder such as {@code encoder.stages}
 * @param stem such as {@code encoder.stem}
 * @param inputProjections all names of the layer that reads the image's channels, without {@code
 *     .weight}
 * @param positions the learned positional embedding of a transformer
 */
public record WeightKeys(
    String encoder, String stem, List<String> inputProjections, Optional<String> positions) {

  private static final String ENCODER = "key_to_encoder";
  private static final String STEM = "key_to_stem";
  private static final String PROJECTIONS = "keys_to_in_proj";
  private static final String POSITIONS = "key_to_lpe";

  public WeightKeys {
    inputProjections = List.copyOf(inputProjections);
  }

  /** Those of a residual encoder U-Net. */
  public static WeightKeys residualEncoder() {
    return new WeightKeys(
        "encoder.stages",
        "encoder.stem",
        List.of("encoder.stem.convs.0.conv", "encoder.stem.convs.0.all_modules.0"),
        Optional.empty());
  }

  /** Those of a network (dynamic-network-architectures: {@code unet.py} and {@code primus.py}). */
  public static WeightKeys of(Architecture architecture) {
    if (architecture instanceof PrimusArchitecture) {
      return new WeightKeys(
          "eva", "down_projection", List.of("down_projection.proj"), Optional.of("eva.pos_embed"));
    }
    return switch (UNetArchitecture.of(architecture).kind()) {
      case RESIDUAL_ENCODER -> residualEncoder();
      case PLAIN ->
          new WeightKeys(
              "encoder.stages",
              "encoder.stages.0",
              List.of(
                  "encoder.stages.0.0.convs.0.all_modules.0", "encoder.stages.0.0.convs.0.conv"),
              Optional.empty());
    };
  }

  static WeightKeys read(JsonFields json) {
    return new WeightKeys(
        json.text(ENCODER),
        json.text(STEM),
        json.texts(PROJECTIONS),
        json.has(POSITIONS) ? Optional.of(json.text(POSITIONS)) : Optional.empty());
  }

  void write(ObjectNode json) {
    json.put(ENCODER, encoder);
    json.put(STEM, stem);
    ArrayNode projections = json.putArray(PROJECTIONS);
    inputProjections.forEach(projections::add);
    json.put(POSITIONS, positions.orElse(null));
  }
}
