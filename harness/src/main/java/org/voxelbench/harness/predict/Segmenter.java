package org.voxelbench.harness.predict;

import java.nio.file.Path;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.engine.Engine;
import org.voxelbench.evaluation.inference.PredictorSettings;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.preprocess.CasePreprocessor;
import org.voxelbench.training.network.Network;

/**
 * Segments images with finished runs, the folds of one plan, whose logits are averaged.
 *
 * <p>It holds weights of the engine until it is closed.
 */
public final class Segmenter implements AutoCloseable {

  private final EnsembleWeights weights;
  private final CasePrediction network;
  private final RawCasePrediction prediction;

  private Segmenter(EnsembleWeights weights, CasePrediction network, RawCasePrediction prediction) {
    this.weights = weights;
    this.network = network;
    this.prediction = prediction;
  }

  /**
   * Loads runs and predicts as they predicted their own held-out cases.
   *
   * @param runs folders of finished runs, at least one
   * @param engine stays the caller's to close, after this
   * @throws BadInputException naming the folder, if it is no finished run or doesn't fit the others
   */
  public static Segmenter of(List<Path> runs, Engine engine) {
    if (runs.isEmpty()) {
      throw new BadInputException("there is no finished run to segment with; train one first.");
    }
    FoldEnsemble folds = FoldEnsemble.read(runs);
    return of(folds, folds.any().inference().settings(), engine);
  }

  /** Loads runs that were read, and predicts under other settings. */
  public static Segmenter of(FoldEnsemble folds, PredictorSettings settings, Engine engine) {
    TrainedRun run = folds.any();
    DatasetJson dataset = run.dataset();
    Configuration configuration = run.plan().configuration(Preparation.CONFIGURATION);
    Network network =
        Network.of(
            configuration.architecture(),
            dataset.channelNames().size(),
            dataset.labels().outputChannels(),
            false);
    EnsembleWeights weights = EnsembleWeights.of(folds, engine);
    try {
      CasePrediction loaded =
          new CasePrediction(
              engine,
              network,
              weights.weights(),
              run.plan(),
              configuration,
              dataset.labels(),
              settings);
      CasePreprocessor preprocessor = new CasePreprocessor(run.plan(), configuration);
      return new Segmenter(weights, loaded, new RawCasePrediction(preprocessor, loaded));
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  /**
   * Segments a case in its own geometry; its label map, if it has one, isn't looked at.
   *
   * @throws BadInputException naming the case, if it can't be read or is too large
   */
  public LabelMap segment(RawCase raw) {
    return CaseFailures.of(raw.id(), () -> prediction.predict(raw));
  }

  /** Segments a case and writes its probabilities to a file, as nnU-Net's {@code .npz}. */
  public LabelMap segment(RawCase raw, Path probabilities) {
    return CaseFailures.of(raw.id(), () -> prediction.predict(raw, probabilities));
  }

  @Override
  public void close() {
    network.close();
    weights.close();
  }
}
