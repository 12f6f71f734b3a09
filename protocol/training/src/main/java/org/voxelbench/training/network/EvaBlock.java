package org.voxelbench.training.network;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.PrimusSize;

/**
 * A block of EVA-02 (Fang et al. 2023): attention with a rotary position embedding and a norm
 * before its last layer, then a gated feed-forward part (SwiGLU) with a norm of its own, each
 * behind a norm, scaled for each value and added to what came in (timm: {@code eva.py}).
 *
 * @param name what the names of its weights begin with, with a dot at the end
 * @param size width and heads
 * @param number which block it is, from 0
 * @param dropPath what a step leaves out
 */
record EvaBlock(String name, PrimusSize size, int number, DropPath dropPath) {

  private static final double EPSILON = 1e-5;
  private static final double LAYER_SCALE = 0.1;
  private static final double DEVIATION = 0.02;

  /** Adds the weights in PyTorch's order. */
  void declare(WeightShapes.Builder weights) {
    int width = size.width();
    int hidden = size.hiddenWidth();
    // Later blocks add to more, and start smaller (dynamic-network-architectures: eva.py).
    double last = DEVIATION / Math.sqrt(2.0 * (number + 1));
    weights.drawn(name + "gamma_1", LAYER_SCALE, 0, width);
    weights.drawn(name + "gamma_2", LAYER_SCALE, 0, width);
    weights.norm(name + "norm1", width);
    linear(weights, "attn.q_proj", DEVIATION, width, width);
    weights.drawn(name + "attn.k_proj.weight", 0, DEVIATION, width, width);
    linear(weights, "attn.v_proj", DEVIATION, width, width);
    weights.norm(name + "attn.norm", width);
    linear(weights, "attn.proj", last, width, width);
    weights.norm(name + "norm2", width);
    linear(weights, "mlp.fc1_g", DEVIATION, hidden, width);
    linear(weights, "mlp.fc1_x", DEVIATION, hidden, width);
    weights.norm(name + "mlp.norm", hidden);
    linear(weights, "mlp.fc2", last, width, hidden);
  }

  private void linear(
      WeightShapes.Builder weights, String layer, double deviation, int outputs, int inputs) {
    weights.drawn(name + layer + ".weight", 0, deviation, outputs, inputs);
    weights.drawn(name + layer + ".bias", 0, 0, outputs);
  }

  /**
   * Tokens after the block.
   *
   * @param x {@code [N, T, width]}
   */
  Tensor apply(Graph graph, Tensor x, Rotation rotation) {
    Tensor attended = attend(graph, norm(graph, "norm1", x), rotation);
    Tensor between = graph.add(x, branch(graph, "gamma_1", attended, false));
    Tensor fed = feed(graph, norm(graph, "norm2", between));
    return graph.add(between, branch(graph, "gamma_2", fed, true));
  }

  private Tensor branch(Graph graph, String scale, Tensor x, boolean second) {
    return dropPath.apply(graph, graph.mul(x, graph.weight(name + scale)), number, second);
  }

  private Tensor attend(Graph graph, Tensor x, Rotation rotation) {
    Tensor value = heads(graph, linear(graph, "attn.v_proj", x));
    Tensor query = rotation.apply(graph, heads(graph, linear(graph, "attn.q_proj", x)));
    Tensor key =
        rotation.apply(
            graph, heads(graph, graph.linear(x, graph.weight(name + "attn.k_proj.weight"), null)));
    Tensor seen = graph.attention(graph.castLike(query, value), graph.castLike(key, value), value);
    Tensor joined = graph.reshape(graph.permute(seen, 0, 2, 1, 3), x.shape());
    return linear(graph, "attn.proj", norm(graph, "attn.norm", joined));
  }

  /** {@code [N, T, width]} as {@code [N, heads, T, D]}. */
  private Tensor heads(Graph graph, Tensor x) {
    int[] shape = x.shape();
    Tensor split = graph.reshape(x, shape[0], shape[1], size.heads(), size.headWidth());
    return graph.permute(split, 0, 2, 1, 3);
  }

  private Tensor feed(Graph graph, Tensor x) {
    Tensor gate = graph.silu(linear(graph, "mlp.fc1_g", x));
    Tensor gated = graph.mul(gate, linear(graph, "mlp.fc1_x", x));
    return linear(graph, "mlp.fc2", norm(graph, "mlp.norm", gated));
  }

  private Tensor linear(Graph graph, String layer, Tensor x) {
    return graph.linear(
        x, graph.weight(name + layer + ".weight"), graph.weight(name + layer + ".bias"));
  }

  private Tensor norm(Graph graph, String layer, Tensor x) {
    return graph.layerNorm(
        x, graph.weight(name + layer + ".weight"), graph.weight(name + layer + ".bias"), EPSILON);
  }
}
