package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.training.pretext.DownstreamPlan;

/**
 * A method under some settings.
 *
 * @param id the method's id, as {@code make methods} lists it
 * @param label its name in tables where one method runs under several settings; null for the id
 * @param settings settings that differ from the method's defaults; null for none
 * @param adapted recipe in place of the protocol's, for an ablation; null for the protocol's
 * @param pretrainingLength length in place of the protocol's, for an ablation or under {@code
 *     recipes: own}; null for the protocol's
 * @param batchSize samples a batch of its pre-training, under {@code recipes: own}; null for the
 *     protocol's
 * @param learningRate peak rate of its pre-training, under {@code recipes: own}; null for the
 *     protocol's
 * @param optimizer update rule of its pre-training with weight decay and clipping, under {@code
 *     recipes: own}; null for the protocol's
 * @param trainingLength length of its training on labelled data in place of the protocol's; null
 *     for the protocol's
 * @param plan the plan of its training on labelled data: {@code fixed} (of pre-training), {@code
 *     dynamic} (nnU-Net's for the data set), {@code no-resampling} (of pre-training, but every case
 *     at its own spacing) or {@code checkpoint} (the file's, of the method {@code checkpoint}
 *     alone); null for the method's own
 */
public record MethodEntry(
    String id,
    String label,
    Map<String, Object> settings,
    Recipe adapted,
    Length pretrainingLength,
    @JsonInclude(NON_NULL) Integer batchSize,
    @JsonInclude(NON_NULL) Double learningRate,
    @JsonInclude(NON_NULL) OptimizerSettings optimizer,
    @JsonInclude(NON_NULL) Length trainingLength,
    @JsonInclude(NON_NULL) DownstreamPlan plan) {

  /** The method whose setting {@code file} is the path of weights; no hash holds that path. */
  private static final String FROM_A_FILE = "checkpoint";

  private static final String FILE = "file";

  public MethodEntry {
    Checks.name("methods.id", id);
    label = label == null ? id : label;
    Checks.name("methods.label", label);
    settings = settings == null ? Map.of() : Map.copyOf(settings);
    if (batchSize != null) {
      Checks.atLeast("batchSize of method '" + label + "'", batchSize, 1);
    }
    if (learningRate != null) {
      Checks.positive("learningRate of method '" + label + "'", learningRate);
    }
  }

  /**
   * The same with an absolute path of the weights that it starts from, if it names a file.
   *
   * @param start the directory that the path is relative to
   */
  MethodEntry withFileFrom(Path start) {
    if (!id.equals(FROM_A_FILE)
        || !(settings.get(FILE) instanceof String path)
        || path.isEmpty()
        || Path.of(path).isAbsolute()) {
      return this;
    }
    Map<String, Object> placed = new HashMap<>(settings);
    placed.put(FILE, start.resolve(path).normalize().toString());
    return new MethodEntry(
        id,
        label,
        placed,
        adapted,
        pretrainingLength,
        batchSize,
        learningRate,
        optimizer,
        trainingLength,
        plan);
  }

  /** What of a recipe it states for its pre-training, its length apart, by key. */
  public SortedMap<String, Object> ownRecipe() {
    SortedMap<String, Object> own = new TreeMap<>();
    own.put("batchSize", batchSize);
    own.put("learningRate", learningRate);
    own.put("optimizer", optimizer);
    own.values().removeIf(Objects::isNull);
    return own;
  }

  /** The protocol's pre-training as this entry has it. */
  public PretrainingSettings pretraining(PretrainingSettings common) {
    return common.with(
        batchSize == null ? common.batchSize() : batchSize,
        pretrainingLength == null ? common.length() : pretrainingLength,
        learningRate == null ? common.learningRate() : learningRate,
        optimizer == null ? common.optimizer() : optimizer);
  }

  /** The same without what the protocol's pre-training has anyway, so that it has one hash. */
  MethodEntry without(PretrainingSettings common) {
    return new MethodEntry(
        id,
        label,
        settings,
        adapted,
        unlessEqual(pretrainingLength, common.length()),
        unlessEqual(batchSize, common.batchSize()),
        unlessEqual(learningRate, common.learningRate()),
        unlessEqual(optimizer, common.optimizer()),
        trainingLength,
        plan);
  }

  private static <T> T unlessEqual(T own, T common) {
    return common.equals(own) ? null : own;
  }
}
