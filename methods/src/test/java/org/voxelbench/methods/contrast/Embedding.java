package org.voxelbench.methods.contrast;

import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/** A task that shows the embeddings of its input {@code crops}. */
record Embedding(int width) implements PretextTask {

  @Override
  public WeightShapes weights(Architecture backbone) {
    return new Projector(width).weights(backbone);
  }

  @Override
  public Map<String, NdArray> prepare(PretextBatch batch) {
    throw new UnsupportedOperationException("the test stages its own crops");
  }

  @Override
  public Tensor objective(Graph graph, Backbone backbone) {
    return graph.mean(Projector.embed(graph, backbone, graph.input("crops")), false);
  }

  @Override
  public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
    return Map.of("embedded", Projector.embed(graph, backbone, graph.input("crops")));
  }

  @Override
  public TransferScope transfer() {
    return TransferScope.ENCODER;
  }
}
