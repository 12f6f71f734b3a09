package org.voxelbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voxelbench.engine.Precision;

/**
 * nnU-Net's times in Python, measured on another machine; empty where there is no such file.
 *
 * @param json what {@code baseline_cpu.json} holds
 */
record Baseline(JsonNode json) {

  private static final double MILLIS = 1000;
  private static final String FILE = "baseline_cpu.json";
  private static final String STEP = "train_step_patch40x56x40_b2_feat16-128_blocks1344";
  private static final String AUGMENTATION = "augmentation_default_nnunet";
  private static final String PREPROCESSING = "preprocessing_hippocampus";
  private static final String PREDICTION = "sliding_window_inference_feat16-128";

  /** The file in the folder {@code VOXELBENCH_GOLDEN}, else in {@code shared/golden} upwards. */
  static Baseline find() throws IOException {
    Optional<Path> file = SharedFile.find("VOXELBENCH_GOLDEN", "golden", FILE);
    return new Baseline(
        file.isPresent()
            ? new ObjectMapper().readTree(file.get().toFile())
            : MissingNode.getInstance());
  }

  boolean exists() {
    return !json.isMissingNode();
  }

  /** Where the figures come from. */
  String origin() {
    List<String> instructions = new ArrayList<>();
    json.path("flags").forEach(flag -> instructions.add(flag.asText()));
    return String.format(
        Locale.ROOT,
        "Python, PyTorch %s, on another machine (%s, %d threads, %s)",
        json.path("torch").asText(),
        json.path("cpu").asText(),
        json.path("threads").asInt(),
        String.join(" ", instructions));
  }

  Optional<Reference> step(Precision precision) {
    return parallel(json.path(STEP).path(key(precision)).path("step_s").path("median"));
  }

  Optional<Reference> forward(Precision precision) {
    return parallel(json.path(STEP).path(key(precision)).path("forward_s").path("median"));
  }

  private static String key(Precision precision) {
    return precision == Precision.BF16 ? "bf16_autocast_contiguous" : "fp32_contiguous";
  }

  /** Mean per patch on one thread: most samples are cheap, some are very dear. */
  Optional<Reference> augmentation(String patch) {
    JsonNode item = json.path(AUGMENTATION).path(patch + "_1thread");
    return reference(item.path("sample_s").path("mean"), 1);
  }

  /** Median per case; NumPy and SciPy work on one thread. */
  Optional<Reference> preprocessing(String item) {
    return reference(json.path(PREPROCESSING).path(item).path("median"), 1);
  }

  /** Median per case, or the one time measured. */
  Optional<Reference> prediction(String item) {
    JsonNode found = json.path(PREDICTION).path(item);
    return parallel(found.isNumber() ? found : found.path("median"));
  }

  private Optional<Reference> parallel(JsonNode seconds) {
    return reference(seconds, json.path("threads").asInt(1));
  }

  private static Optional<Reference> reference(JsonNode seconds, int threads) {
    return seconds.isNumber()
        ? Optional.of(new Reference(MILLIS * seconds.asDouble(), threads))
        : Optional.empty();
  }
}
