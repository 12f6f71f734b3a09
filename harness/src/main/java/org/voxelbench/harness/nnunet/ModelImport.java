package org.voxelbench.harness.nnunet;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.engine.NdArray;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.predict.TrainedInference;
import org.voxelbench.harness.predict.TrainedRun;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Normalization;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.network.Network;

/**
 * Makes a model folder of nnU-Net a finished run per fold.
 *
 * <p>What can't be represented is refused before anything is written: the network, the
 * configuration, the preprocessing and the reader are compared with what is known here.
 *
 * @param model the folder
 * @param checkpoint name of the checkpoint that is taken of each fold
 * @param folds the folds to import
 * @param trusted a trainer whose network is taken for the plan's though it isn't known; may be
 *     empty
 */
public record ModelImport(Path model, String checkpoint, List<String> folds, String trusted) {

  /** nnU-Net's step between windows. */
  private static final double TILE_STEP = 0.5;

  /** Imports the folds that are there. */
  public static ModelImport of(Path model, String checkpoint, List<String> folds, String trusted) {
    return new ModelImport(
        model,
        checkpoint,
        folds.isEmpty() ? new ModelFolder(model).folds(checkpoint) : folds,
        trusted);
  }

  /**
   * Writes a run for each fold into {@code fold_X} of a folder, all of them or none.
   *
   * @return the runs' folders
   * @throws BadInputException naming what isn't known, if the model can't be represented
   */
  public List<Path> write(Path out) {
    ModelFolder in = new ModelFolder(model);
    ModelDataset dataset = ModelDataset.read(in.dataset());
    String configuration;
    try (FoldCheckpoint first = open(in, folds.get(0))) {
      configuration = first.configuration();
    }
    Plan plan = ModelPlan.read(in.plans(), configuration);
    checkChannels(in, plan, dataset);
    JsonNode json = dataset.readBy(plan.reader());
    AtomicFolder.make(
        out,
        inside -> {
          for (String fold : folds) {
            try (FoldCheckpoint opened = open(in, fold)) {
              checkSame(in, fold, opened, configuration);
              Path run = new ModelFolder(inside).fold(fold);
              Map<String, NdArray> weights = opened.weights(network(in, plan, dataset, opened));
              List<Integer> axes = opened.mirrorAxes();
              TrainedInference inference = new TrainedInference(TILE_STEP, !axes.isEmpty(), axes);
              TrainedRun.write(run, plan, json, inference, weights);
              note(opened, plan, configuration, fold).write(run);
            }
          }
        });
    return folds.stream().map(new ModelFolder(out)::fold).toList();
  }

  private FoldCheckpoint open(ModelFolder in, String fold) {
    return FoldCheckpoint.open(in.checkpoint(fold, checkpoint));
  }

  private ImportNote note(FoldCheckpoint opened, Plan plan, String configuration, String fold) {
    return new ImportNote(
        ImportNote.UNKNOWN,
        "nnU-Net model folder " + model.toAbsolutePath().normalize().getFileName(),
        checkpoint,
        opened.sha256(),
        opened.trainer(),
        plan.datasetName(),
        plan.plansName(),
        configuration,
        fold);
  }

  private void checkSame(ModelFolder in, String fold, FoldCheckpoint opened, String configuration) {
    Path file = in.checkpoint(fold, checkpoint);
    if (!opened.configuration().equals(configuration)) {
      throw new BadInputException(
          file
              + " is of the configuration '"
              + opened.configuration()
              + "', that of fold "
              + folds.get(0)
              + " of '"
              + configuration
              + "'; import them apart.");
    }
    String trainer = opened.trainer();
    if (!KnownTrainers.contains(trainer) && !trainer.equals(trusted)) {
      throw new BadInputException(
          file
              + " is of the trainer '"
              + trainer
              + "', which isn't known here and may have built another network than the plan's; if"
              + " it hasn't, add --trust-trainer "
              + trainer
              + ".");
    }
  }

  private static void checkChannels(ModelFolder in, Plan plan, ModelDataset dataset) {
    List<Normalization> schemes =
        plan.configuration(Preparation.CONFIGURATION).normalizationSchemes();
    int channels = dataset.declared().channelNames().size();
    if (schemes.size() != channels) {
      throw new BadInputException(
          in.plans()
              + " normalises "
              + schemes.size()
              + " channels, but "
              + in.dataset()
              + " names "
              + channels
              + "; both must be those of the training.");
    }
    for (int channel = 0; channel < channels; channel++) {
      if (schemes.get(channel) == Normalization.CT
          && !plan.foregroundIntensityProperties().containsKey(channel)) {
        throw new BadInputException(
            in.plans()
                + " has no 'foreground_intensity_properties_per_channel' of channel "
                + channel
                + ", which its CTNormalization needs.");
      }
    }
  }

  /** A plan may ask for a network of any size; the file's own bounds it. */
  private static Network network(
      ModelFolder in, Plan plan, ModelDataset dataset, FoldCheckpoint opened) {
    Configuration configuration = plan.configuration(Preparation.CONFIGURATION);
    UNetArchitecture architecture = UNetArchitecture.of(configuration.architecture());
    long layers =
        Stream.of(architecture.blocks(), architecture.decoderConvs())
            .flatMap(List::stream)
            .mapToLong(Integer::longValue)
            .sum();
    if (layers > opened.size()) {
      throw new BadInputException(
          in.plans()
              + " describes a network of "
              + layers
              + " blocks, but the checkpoint holds no more than "
              + opened.size()
              + " weights; they don't belong together.");
    }
    try {
      return Network.of(
          architecture,
          dataset.declared().channelNames().size(),
          dataset.declared().labels().outputChannels(),
          true);
    } catch (ArithmeticException e) {
      throw new BadInputException(
          in.plans()
              + " describes a network with a weight of more than 2^31 values; it is damaged, or of"
              + " another program.",
          e);
    }
  }
}
