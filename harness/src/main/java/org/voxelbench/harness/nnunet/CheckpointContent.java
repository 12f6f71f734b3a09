package org.voxelbench.harness.nnunet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.store.EpochRow;
import org.voxelbench.training.network.WeightNames;

/** What a checkpoint of nnU-Net's trainer holds (nnU-Net: {@code nnUNetTrainer.py}). */
final class CheckpointContent {

  static final String WEIGHTS = "network_weights";
  static final String TRAINER = "trainer_name";
  static final String ARGUMENTS = "init_args";
  static final String CONFIGURATION = "configuration";
  static final String MIRROR_AXES = "inference_allowed_mirroring_axes";
  static final String EPOCH = "current_epoch";

  /** The trainer that builds the network of the plan. */
  private static final String PLAIN_TRAINER = "nnUNetTrainer";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CheckpointContent() {}

  /**
   * Of a run: all that prediction reads, and the training's log; not the optimiser's state.
   *
   * @param dataset its {@code dataset.json}
   */
  static Map<String, Object> of(FoldRun fold, JsonNode dataset) {
    List<Integer> axes = fold.run().inference().settings().mirrorAxes();
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("plans", plain(fold.plan()));
    arguments.put(CONFIGURATION, Preparation.CONFIGURATION);
    arguments.put("fold", fold.fold().equals("all") ? "all" : Integer.valueOf(fold.fold()));
    arguments.put("dataset_json", plain(dataset));
    Architecture network = network(fold);
    Map<String, Object> content = state(withBuffers(fold.run().weights(), network), fold.epochs());
    content.put(ARGUMENTS, arguments);
    content.put(TRAINER, trainer(fold));
    content.put(MIRROR_AXES, axes.isEmpty() ? null : axes);
    return content;
  }

  private static Architecture network(FoldRun fold) {
    return fold.run().plan().configuration(Preparation.CONFIGURATION).architecture();
  }

  /** The trainer of nnU-Net that builds a run's network. */
  static String trainer(FoldRun fold) {
    Architecture network = network(fold);
    if (!(network instanceof PrimusArchitecture primus)) {
      return PLAIN_TRAINER;
    }
    return primus
        .size()
        .letter()
        .map(letter -> "nnUNet_Primus_" + letter + "_Trainer")
        .orElseThrow(
            () ->
                new BadInputException(
                    "nnU-Net has trainers of Primus-S, B, M and L alone, so that a run of "
                        + network.words()
                        + " can't be exported to it; export a run of one of those."));
  }

  /** A transformer's state holds a stand-in for masked tokens too, which nothing trains. */
  private static Map<String, NdArray> withBuffers(
      Map<String, NdArray> weights, Architecture network) {
    if (!(network instanceof PrimusArchitecture primus)) {
      return weights;
    }
    Map<String, NdArray> state = new LinkedHashMap<>(weights);
    state.put("mask_token", NdArray.zeros(1, 1, primus.size().width()));
    return state;
  }

  /** Weights under all names of nnU-Net's network, and a training's log. */
  static Map<String, Object> state(Map<String, NdArray> weights, List<EpochRow> epochs) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put(WEIGHTS, WeightNames.spread(weights));
    content.put("grad_scaler_state", null);
    content.put("logging", logging(epochs));
    content.put("_best_ema", null);
    content.put(EPOCH, epochs.size());
    return content;
  }

  /** JSON as maps, lists, texts, numbers, booleans and null. */
  static Object plain(JsonNode json) {
    return MAPPER.convertValue(json, Object.class);
  }

  /** One value per epoch under each key; what was not measured here has none. */
  private static Map<String, Object> logging(List<EpochRow> epochs) {
    Map<String, Object> logging = new LinkedHashMap<>();
    logging.put("mean_fg_dice", List.of());
    logging.put("ema_fg_dice", List.of());
    logging.put("dice_per_class_or_region", List.of());
    logging.put("train_losses", column(epochs, EpochRow::trainLoss));
    logging.put("val_losses", column(epochs, EpochRow::validationLoss));
    logging.put("lrs", column(epochs, EpochRow::learningRate));
    logging.put("epoch_start_timestamps", List.of());
    logging.put("epoch_end_timestamps", List.of());
    return logging;
  }

  private static List<Double> column(List<EpochRow> epochs, ToDoubleFunction<EpochRow> value) {
    return epochs.stream().map(value::applyAsDouble).toList();
  }
}
