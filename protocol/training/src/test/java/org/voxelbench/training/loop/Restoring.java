package org.voxelbench.training.loop;

import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/** Restores the image it is given, as a pretext task without weights of its own. */
record Restoring() implements PretextTask {

  @Override
  public Map<String, NdArray> prepare(PretextBatch batch) {
    float[] images = new float[batch.samples() * batch.voxels()];
    for (int sample = 0; sample < batch.samples(); sample++) {
      float[] patch = batch.patches().get(sample).get(0);
      System.arraycopy(patch, 0, images, sample * batch.voxels(), batch.voxels());
    }
    int[] size = batch.size();
    return Map.of(
        "image", NdArray.of(new int[] {batch.samples(), 1, size[0], size[1], size[2]}, images));
  }

  @Override
  public Tensor objective(Graph graph, Backbone backbone) {
    Tensor image = graph.input("image");
    return graph.mean(graph.square(graph.sub(backbone.forward(image), image)), false);
  }

  @Override
  public TransferScope transfer() {
    return TransferScope.ENCODER;
  }
}
