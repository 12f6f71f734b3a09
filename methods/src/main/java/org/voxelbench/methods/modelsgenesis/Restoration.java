package org.voxelbench.methods.modelsgenesis;

import java.util.LinkedHashMap;
import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/** Restoring distorted patches, by the mean squared error over all voxels. */
record Restoration(ModelsGenesis.Settings settings) implements PretextTask {

  private static final String DISTORTED = "distorted";
  private static final String ORIGINAL = "original";

  @Override
  public PretextPatches patches(int[] patch) {
    Painting.check(patch);
    return new PretextPatches(1, patch, false);
  }

  @Override
  public Map<String, NdArray> prepare(PretextBatch batch) {
    int[] size = batch.size();
    float[] originals = new float[batch.samples() * batch.voxels()];
    float[] distorted = new float[originals.length];
    for (int sample = 0; sample < batch.samples(); sample++) {
      Distortion distortion =
          Distortion.draw(
              batch.patches().get(sample).get(0),
              size,
              settings,
              batch.sampleRandom().apply(sample));
      int at = sample * batch.voxels();
      System.arraycopy(distortion.original(), 0, originals, at, batch.voxels());
      System.arraycopy(distortion.distorted(), 0, distorted, at, batch.voxels());
    }
    int[] shape = {batch.samples(), 1, size[0], size[1], size[2]};
    return Map.of(DISTORTED, NdArray.of(shape, distorted), ORIGINAL, NdArray.of(shape, originals));
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

  private static Tensor error(Graph graph, Tensor image) {
    return graph.mean(graph.square(graph.sub(image, graph.input(ORIGINAL))), false);
  }
}
