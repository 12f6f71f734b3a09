package org.voxelbench.training.loss;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.network.Network;

/**
 * The training objective of a segmentation network: its loss, by deep supervision if the network
 * has it, and on request the counts of {@link PseudoDice}.
 *
 * <p>It reads the inputs {@link #IMAGE} {@code [N, C, D, H, W]} and {@link #TARGET}, a class map
 * {@code [N, 1, D, H, W]}.
 *
 * @param batchDice whether Dice is taken over the batch rather than per sample
 * @param counts whether to return counts beside the loss, as validation does
 */
public record SegmentationObjective(
    Network network, SegmentationTask task, boolean batchDice, boolean counts) implements Program {

  public static final String IMAGE = "image";
  public static final String TARGET = "target";

  @Override
  public Map<String, Tensor> build(Graph graph) {
    Tensor target = graph.input(TARGET);
    List<Tensor> logits = network.forward(graph, graph.input(IMAGE));
    Map<String, Tensor> outputs = new HashMap<>();
    outputs.put(LOSS, loss(graph, logits, target));
    if (counts) {
      outputs.putAll(PseudoDice.counts(graph, task, logits.get(0), target));
    }
    return outputs;
  }

  private Tensor loss(Graph graph, List<Tensor> logits, Tensor target) {
    SegmentationLoss loss = task.loss(batchDice);
    if (!network.deepSupervision()) {
      return loss.of(graph, logits.get(0), target);
    }
    List<Tensor> targets = DeepSupervision.targets(graph, target, network.architecture());
    return new DeepSupervision(loss, DeepSupervision.weights(logits.size()))
        .of(graph, logits, targets);
  }
}
