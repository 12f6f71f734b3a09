package org.voxelbench.training.loop;

import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.EncoderLayers;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.NetworkPart;
import org.voxelbench.training.network.TokenEncoder;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextTask;

/**
 * A method's objective on the backbone, as a program.
 *
 * @param network the backbone, with one input channel and the task's output channels
 * @param task the method's task
 */
public record PretextProgram(Network network, PretextTask task) implements Program {

  /** Rejects a task whose own weights are named as the backbone's. */
  public PretextProgram {
    for (String name : task.weights(network.architecture()).names()) {
      if (network.part(name) != NetworkPart.OTHER) {
        throw new BadInputException(
            "the method's own weight '"
                + name
                + "' is named as a weight of the backbone; rename it.");
      }
    }
  }

  /** The weights of backbone and method. */
  public WeightShapes weights() {
    return network.weights().plus(task.weights(network.architecture()));
  }

  @Override
  public Map<String, Tensor> build(Graph graph) {
    return Map.of(LOSS, graph.fullPrecision(task.objective(graph, backbone(graph))));
  }

  /** What shows a reader what was learnt, as a program. */
  public Program shown() {
    return graph -> task.preview(graph, backbone(graph));
  }

  private Backbone backbone(Graph graph) {
    return new NetworkBackbone(network, graph);
  }

  private record NetworkBackbone(Network network, Graph graph) implements Backbone {

    @Override
    public Architecture architecture() {
      return network.architecture();
    }

    @Override
    public List<Tensor> encode(Tensor image, EncoderLayers layers) {
      return network.encode(graph, image, layers);
    }

    @Override
    public TokenEncoder tokens() {
      return network.tokens().orElseGet(Backbone.super::tokens);
    }

    @Override
    public Tensor decode(List<Tensor> features) {
      return network.decode(graph, features).get(0);
    }
  }
}
