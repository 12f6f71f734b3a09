package org.voxelbench.methods.swinunetr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/** Restoring, telling rotations and comparing views, on the encoder alone. */
record ViewTask(SwinUnetr.Settings settings) implements PretextTask {

  private static final String ROTATION = "rotation";
  private static final String CONTRAST = "contrast";

  @Override
  public PretextPatches patches(int[] patch) {
    return new PretextPatches(1, patch, false);
  }

  @Override
  public WeightShapes weights(Architecture backbone) {
    int channels = backbone.features().get(backbone.stages() - 1);
    WeightShapes.Builder weights = WeightShapes.builder();
    weights.layer(ROTATION, QuarterTurns.COUNT, QuarterTurns.COUNT, channels);
    weights.layer(CONTRAST, settings.embedding(), settings.embedding(), channels);
    new ReconstructionHead(backbone, settings.lastKernel()).declare(weights);
    return weights.build();
  }

  @Override
  public Map<String, NdArray> prepare(PretextBatch batch) {
    return new Views(
            new CutOut(settings.mostCutOut(), settings.smallestBox(), settings.largestBox()))
        .draw(batch);
  }

  @Override
  public Tensor objective(Graph graph, Backbone backbone) {
    ViewLosses losses = losses(graph, backbone);
    Tensor reconstruction = losses.reconstruction(graph, graph.input(Views.ORIGINALS));
    Tensor contrast = losses.contrast(graph, settings.temperature());
    Tensor rotation = losses.rotation(graph, graph.input(Views.TURNS));
    return graph.add(
        graph.mul(reconstruction, settings.reconstructionWeight()),
        graph.add(
            graph.mul(contrast, settings.contrastWeight()),
            graph.mul(rotation, settings.rotationWeight())));
  }

  @Override
  public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
    ViewLosses losses = losses(graph, backbone);
    Map<String, Tensor> shows = new LinkedHashMap<>();
    shows.put("view", graph.input(Views.VIEWS));
    shows.put("restored", losses.restored());
    shows.put("original", graph.input(Views.ORIGINALS));
    shows.put("absolute error", losses.reconstruction(graph, graph.input(Views.ORIGINALS)));
    shows.put("rotation accuracy", losses.rotationAccuracy(graph, graph.input(Views.TURNS)));
    shows.put("contrast accuracy", losses.contrastAccuracy(graph));
    return shows;
  }

  @Override
  public TransferScope transfer() {
    return TransferScope.ENCODER;
  }

  private ViewLosses losses(Graph graph, Backbone backbone) {
    List<Tensor> features = backbone.encode(graph.input(Views.VIEWS));
    Tensor bottleneck = features.get(features.size() - 1);
    return new ViewLosses(
        graph.fullPrecision(
            new ReconstructionHead(backbone.architecture(), settings.lastKernel())
                .apply(graph, bottleneck)),
        linear(graph, settings.headInput().of(graph, bottleneck, 0), ROTATION),
        linear(graph, settings.headInput().of(graph, bottleneck, 1), CONTRAST));
  }

  private static Tensor linear(Graph graph, Tensor x, String name) {
    Tensor weight = graph.permute(graph.weight(name + ".weight"), 1, 0);
    return graph.fullPrecision(graph.add(graph.matmul(x, weight), graph.weight(name + ".bias")));
  }
}
