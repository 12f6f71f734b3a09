package org.voxelbench.harness.predict;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Weights;
import org.voxelbench.evaluation.export.ProbabilityFile;
import org.voxelbench.evaluation.export.SegmentationExport;
import org.voxelbench.evaluation.inference.Forward;
import org.voxelbench.evaluation.inference.Logits;
import org.voxelbench.evaluation.inference.Predictor;
import org.voxelbench.evaluation.inference.PredictorSettings;
import org.voxelbench.preparation.cache.CaseProperties;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.training.network.Network;

/** Segments preprocessed cases with one network and writes them back into their own geometry. */
public final class CasePrediction implements AutoCloseable {

  private final Predictor predictor;
  private final SegmentationExport export;

  /**
   * Prepares a network.
   *
   * @param network as trained; of its heads only that of the full resolution is computed
   * @param folds whose logits are averaged; they stay the caller's to close
   */
  public CasePrediction(
      Engine engine,
      Network network,
      List<Weights> folds,
      Plan plan,
      Configuration configuration,
      Labels labels,
      PredictorSettings settings) {
    Network oneHead = network.withDeepSupervision(false);
    Forward forward = (graph, image) -> oneHead.forward(graph, image).get(0);
    predictor = new Predictor(engine, forward, folds, configuration.patchSize(), settings);
    export = new SegmentationExport(plan, configuration, labels);
  }

  /**
   * Segments a case.
   *
   * @param image {@code [C, D, H, W]} in C order
   * @param shape {@code [D, H, W]}
   */
  public LabelMap predict(float[] image, int channels, int[] shape, CaseProperties properties) {
    return predict(
        image,
        channels,
        shape,
        logits -> export.export(logits::channel, logits.shape(), properties));
  }

  /** Segments a case as {@link #predict} and writes its probabilities to a file. */
  public LabelMap predict(
      float[] image, int channels, int[] shape, CaseProperties properties, Path probabilities) {
    return predict(
        image,
        channels,
        shape,
        logits -> {
          SegmentationExport.Exported exported =
              export.exportWithProbabilities(logits::channel, logits.shape(), properties);
          ProbabilityFile.write(probabilities, exported.probabilities());
          return exported.segmentation();
        });
  }

  private LabelMap predict(
      float[] image, int channels, int[] shape, Function<Logits, LabelMap> exporter) {
    int[] imageShape = {channels, shape[0], shape[1], shape[2]};
    try (Logits logits = predictor.predict(image, imageShape)) {
      return exporter.apply(logits);
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
