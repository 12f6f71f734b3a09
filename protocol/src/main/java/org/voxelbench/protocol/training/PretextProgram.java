package org.voxelbench.protocol.training;

import java.util.List;
import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.protocol.method.Backbone;
import org.voxelbench.protocol.method.PretextTask;
import org.voxelbench.protocol.network.UNet;

/**
 * A method's objective on the backbone, as a program.
 *
 * @param network the backbone, with one input channel and the task's output channels
 * @param task the method's task
 */
public record PretextProgram(UNet network, PretextTask task) implements Program {

  @Override
  public Map<String, Tensor> build(Graph graph) {
    return Map.of(
        LOSS, graph.fullPrecision(task.objective(graph, new UNetBackbone(network, graph))));
  }

  private record UNetBackbone(UNet network, Graph graph) implements Backbone {

    @Override
    public List<Tensor> encode(Tensor image) {
      return network.encode(graph, image);
    }

    @Override
    public Tensor decode(List<Tensor> features) {
      return network.decode(graph, features).get(0);
    }
  }
}
