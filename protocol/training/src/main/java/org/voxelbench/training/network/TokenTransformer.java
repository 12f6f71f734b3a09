package org.voxelbench.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusSize;

/**
 * A stack of EVA-02's blocks over the tokens of a grid, with a learnt position embedding before and
 * a norm behind (dynamic-network-architectures: {@code eva.py}).
 */
public final class TokenTransformer {

  private static final double EPSILON = 1e-5;
  private static final double DEVIATION = 0.02;

  private final String name;
  private final PrimusArchitecture architecture;
  private final DropPath dropPath;
  private final List<EvaBlock> blocks = new ArrayList<>();

  /**
   * Lays out a stack.
   *
   * @param name what the names of its weights begin with, with a dot at the end
   * @param architecture depth, width and heads, and the grid of the tokens
   * @param dropPath the name of a training step's input of what is left out, as {@link DropPath}
   */
  public TokenTransformer(String name, PrimusArchitecture architecture, String dropPath) {
    this.name = name;
    this.architecture = architecture;
    this.dropPath = new DropPath(dropPath, architecture.size().depth());
    for (int block = 0; block < architecture.size().depth(); block++) {
      blocks.add(
          new EvaBlock(name + "blocks." + block + ".", architecture.size(), block, this.dropPath));
    }
  }

  /** What a training step leaves out. */
  public DropPath dropPath() {
    return dropPath;
  }

  /** The name of its position embedding, {@code [1, registers + T, width]}. */
  String positions() {
    return name + "pos_embed";
  }

  /** Adds the weights in PyTorch's order. */
  public void declare(WeightShapes.Builder weights) {
    PrimusSize size = architecture.size();
    weights.drawn(
        positions(), 0, DEVIATION, 1, size.registers() + architecture.tokens(), size.width());
    blocks.forEach(block -> block.declare(weights));
    weights.norm(name + "norm", size.width());
  }

  /**
   * Tokens after the last block.
   *
   * @param tokens {@code [N, registers + T, width]}
   * @param kept the places among the T of those that enter the blocks, {@code [N, V]}; empty for
   *     all
   * @return {@code [N, registers + V, width]}
   */
  public Tensor apply(Graph graph, Tensor tokens, Optional<Tensor> kept) {
    Tensor x = graph.add(tokens, graph.weight(positions()));
    Rotation rotation = Rotation.of(graph, architecture);
    if (kept.isPresent()) {
      Tensor places = withRegisters(graph, kept.get());
      x = graph.gather(x, places);
      rotation = rotation.of(graph, places);
    }
    for (EvaBlock block : blocks) {
      x = block.apply(graph, x, rotation);
    }
    return graph.layerNorm(
        x, graph.weight(name + "norm.weight"), graph.weight(name + "norm.bias"), EPSILON);
  }

  private Tensor withRegisters(Graph graph, Tensor kept) {
    int registers = architecture.size().registers();
    if (registers == 0) {
      return kept;
    }
    float[] first = new float[registers];
    for (int i = 0; i < registers; i++) {
      first[i] = i;
    }
    Tensor own = graph.constant(NdArray.of(new int[] {1, registers}, first));
    return graph.concat(
        1, graph.broadcastTo(own, kept.shape()[0], registers), graph.add(kept, registers));
  }
}
