package org.voxelbench.methods.modelsgenesis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.mae.WeightedMean;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/** Restoring distorted patches, by the mean squared error over all voxels, or those that count. */
record Restoration(ModelsGenesis.Settings settings, boolean weighs) implements PretextTask {

  private static final String DISTORTED = "distorted";
  private static final String ORIGINAL = "original";

  @Override
  public PretextPatches patches(int[] patch) {
    Painting.check(patch);
    return new PretextPatches(1, patch, false, weighs);
  }

  @Override
  public PretextTask weighted() {
    return new Restoration(settings, true);
  }

  @Override
  public boolean overRanks() {
    return true;
  }

  @Override
  public Map<String, NdArray> prepare(PretextBatch batch) {
    int[] size = batch.size();
    float[] originals = new float[batch.samples() * batch.voxels()];
    float[] distorted = new float[originals.length];
    float[] weights = new float[weighs ? originals.length : 0];
    for (int sample = 0; sample < batch.samples(); sample++) {
      Distortion distortion =
          Distortion.draw(
              batch.patches().get(sample).get(0),
              own(batch, sample),
              size,
              settings,
              batch.sampleRandom().apply(sample));
      int at = sample * batch.voxels();
      System.arraycopy(distortion.original(), 0, originals, at, batch.voxels());
      System.arraycopy(distortion.distorted(), 0, distorted, at, batch.voxels());
      if (weighs) {
        System.arraycopy(distortion.weights(), 0, weights, at, batch.voxels());
      }
    }
    int[] shape = {batch.samples(), 1, size[0], size[1], size[2]};
    Map<String, NdArray> inputs = new TreeMap<>();
    inputs.put(DISTORTED, NdArray.of(shape, distorted));
    inputs.put(ORIGINAL, NdArray.of(shape, originals));
    if (weighs) {
      inputs.put(WeightedMean.WEIGHTS, NdArray.of(shape, weights));
    }
    return inputs;
  }

  /** None where every voxel counts. */
  private float[] own(PretextBatch batch, int sample) {
    return weighs ? batch.weights().orElseThrow().get(sample).get(0) : new float[0];
  }

  @Override
  public Tensor objective(Graph graph, Backbone backbone) {
    return error(graph, restored(graph, backbone));
  }

  @Override
  public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
    Tensor restored = restored(graph, backbone);
    Map<String, Tensor> shows = new LinkedHashMap<>();
    shows.put(DISTORTED, graph.input(DISTORTED));
    shows.put("restored", restored);
    shows.put(ORIGINAL, graph.input(ORIGINAL));
    shows.put("error", error(graph, restored));
    shows.put("error of the distorted image", error(graph, graph.input(DISTORTED)));
    return shows;
  }

  @Override
  public TransferScope transfer() {
    return settings.transfer();
  }

  private static Tensor restored(Graph graph, Backbone backbone) {
    return graph.fullPrecision(backbone.forward(graph.input(DISTORTED)));
  }

  private Tensor error(Graph graph, Tensor image) {
    Tensor errors = graph.square(graph.sub(image, graph.input(ORIGINAL)));
    return WeightedMean.weights(graph, weighs)
        .map(weights -> WeightedMean.of(graph, errors, weights))
        .orElseGet(() -> graph.meanRanks(graph.mean(errors, false)));
  }
}
