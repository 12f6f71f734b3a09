package org.voxelbench.harness;

import java.util.List;
import java.util.Map;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Weights;
import org.voxelbench.protocol.cache.CaseProperties;
import org.voxelbench.protocol.export.SegmentationExport;
import org.voxelbench.protocol.file.Protocol;
import org.voxelbench.protocol.inference.Logits;
import org.voxelbench.protocol.inference.Predictor;
import org.voxelbench.protocol.inference.PredictorSettings;
import org.voxelbench.protocol.network.UNet;
import org.voxelbench.protocol.plan.Configuration;
import org.voxelbench.protocol.plan.Plan;

/** Segments preprocessed cases with one network and writes them back into their own geometry. */
final class CasePrediction implements AutoCloseable {

  /** LibTorch's convolutions are slow for a single patch. */
  private static final int PATCHES_AT_ONCE = 2;

  private final Predictor predictor;
  private final SegmentationExport export;

  CasePrediction(
      Engine engine,
      UNet network,
      List<Weights> folds,
      Plan plan,
      Configuration configuration,
      Labels labels,
      Protocol.InferenceSettings settings,
      List<Integer> mirrorAxes) {
    Program forward =
        graph ->
            Map.of(
                Predictor.LOGITS,
                graph.fullPrecision(network.forward(graph, graph.input(Predictor.IMAGE)).get(0)));
    predictor =
        new Predictor(
            engine,
            forward,
            folds,
            configuration.patchSize(),
            new PredictorSettings(
                settings.tileStep(),
                true,
                settings.mirroring() ? mirrorAxes : List.of(),
                PATCHES_AT_ONCE));
    export = new SegmentationExport(plan, configuration, labels);
  }

  /**
   * Segments a case.
   *
   * @param image {@code [C, D, H, W]} in C order
   * @param shape {@code [D, H, W]}
   */
  LabelMap predict(float[] image, int channels, int[] shape, CaseProperties properties) {
    Logits logits = predictor.predict(image, new int[] {channels, shape[0], shape[1], shape[2]});
    return export.export(logits.values(), logits.shape(), properties);
  }

  @Override
  public void close() {
    predictor.close();
  }
}
