package org.voxelbench.training.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;

/** Reads the architecture of golden files and of nnU-Net's plans. */
public final class GoldenArchitecture {

  private GoldenArchitecture() {}

  /** An architecture as nnU-Net's plans state it. */
  public static Architecture of(String networkClass, JsonNode arguments) {
    boolean residual = networkClass.endsWith("ResidualEncoderUNet");
    return new UNetArchitecture(
        residual ? NetworkKind.RESIDUAL_ENCODER : NetworkKind.PLAIN,
        integers(arguments.get("features_per_stage")),
        integers(arguments.get(residual ? "n_blocks_per_stage" : "n_conv_per_stage")),
        rows(arguments.get("kernel_sizes")),
        rows(arguments.get("strides")),
        integers(arguments.get("n_conv_per_stage_decoder")));
  }

  /** The network of a golden file's configuration. */
  public static Network network(JsonNode config) {
    return Network.of(
        of(config.get("network_class_name").asText(), config),
        config.get("input_channels").asInt(),
        config.get("num_classes").asInt(),
        config.path("deep_supervision").asBoolean(true));
  }

  static List<Integer> integers(JsonNode array) {
    List<Integer> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asInt()));
    return values;
  }

  static List<List<Integer>> rows(JsonNode array) {
    List<List<Integer>> rows = new ArrayList<>();
    array.forEach(row -> rows.add(integers(row)));
    return rows;
  }
}
