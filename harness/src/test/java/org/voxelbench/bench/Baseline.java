package org.voxelbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.voxelbench.engine.Precision;

/**
 * nnU-Net's figures in Python, measured on another machine; empty where there is no such file.
 *
 * @param json what {@code baseline_cpu.json} holds
 */
record Baseline(JsonNode json) {

  private static final String FILE = "baseline_cpu.json";
  private static final String STEP = "train_step_patch40x56x40_b2_feat16-128_blocks1344";
  private static final String AUGMENTATION = "augmentation_default_nnunet";

  /** The file in the folder {@code VOXELBENCH_GOLDEN}, else in {@code shared/golden} upwards. */
  static Baseline find() throws IOException {
    String folder = System.getenv("VOXELBENCH_GOLDEN");
    Path file = folder == null ? above() : Path.of(folder, FILE);
    return new Baseline(
        file != null && Files.isReadable(file)
            ? new ObjectMapper().readTree(file.toFile())
            : MissingNode.getInstance());
  }

  private static Path above() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared").resolve("golden").resolve(FILE);
      if (Files.isReadable(file)) {
        return file;
      }
    }
    return null;
  }

  /** Where the figures come from, for the head of their column. */
  String name() {
    if (json.isMissingNode()) {
      return "";
    }
    List<String> instructions = new ArrayList<>();
    json.path("flags").forEach(flag -> instructions.add(flag.asText()));
    return String.format(
        Locale.ROOT,
        "Python PyTorch %s on another machine (%s, %d threads, %s)",
        json.path("torch").asText(),
        json.path("cpu").asText(),
        json.path("threads").asInt(),
        String.join(" ", instructions));
  }

  String step(Precision precision) {
    return millis(json.path(STEP).path(key(precision)).path("step_s").path("median"));
  }

  String forward(Precision precision) {
    return millis(json.path(STEP).path(key(precision)).path("forward_s").path("median"));
  }

  private static String key(Precision precision) {
    return precision == Precision.BF16 ? "bf16_autocast_contiguous" : "fp32_contiguous";
  }

  /** Mean time per patch on one thread. */
  String augmentation(String patch) {
    return millis(json.path(AUGMENTATION).path(patch + "_1thread").path("sample_s").path("mean"));
  }

  private static String millis(JsonNode seconds) {
    return seconds.isNumber()
        ? String.format(Locale.ROOT, "%.1f ms", seconds.asDouble() * 1000)
        : "";
  }
}
