package org.voxelbench.methods.mae;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/** Restoring an image of which a transformer sees some tokens only. */
public final class TokenRestoration implements PretextTask {

  /**
   * What is restored.
   *
   * @param method the method's id, for errors
   * @param blockSize voxels per axis of one masked block, whole tokens
   * @param maskRatio share of the blocks that is masked, in (0, 1)
   * @param error squared or absolute
   * @param lossVoxels voxels that the error is the mean of
   * @param transfer what moves to the downstream network
   */
  public record Rule(
      String method,
      int blockSize,
      double maskRatio,
      MaskedError error,
      LossVoxels lossVoxels,
      TransferScope transfer) {}

  private static final int TOKEN = PrimusArchitecture.TOKEN;

  private final Rule rule;
  private final TokenHiding hiding;
  private final boolean weighs;
  private final boolean noisy;

  private TokenRestoration(Rule rule, TokenHiding hiding, boolean weighs, boolean noisy) {
    this.rule = rule;
    this.hiding = hiding;
    this.weighs = weighs;
    this.noisy = noisy;
  }

  /**
   * Masked tokens are left out of the encoder.
   *
   * @param depth blocks of the decoder that sees stand-ins for them
   */
  static TokenRestoration dropping(Rule rule, int depth) {
    return new TokenRestoration(rule, new DroppedTokens(depth), false, true);
  }

  /** A learnt token stands for masked ones in the encoder. */
  public static TokenRestoration replacing(Rule rule) {
    return new TokenRestoration(rule, new ReplacedTokens(), false, true);
  }

  @Override
  public PretextTask on(Architecture network) {
    if (!(network instanceof PrimusArchitecture primus)) {
      throw new BadInputException(
          rule.method + " works on a transformer's tokens, which " + network.words() + " lacks.");
    }
    boolean whole =
        rule.blockSize % TOKEN == 0
            && primus.patch().stream().allMatch(edge -> edge % rule.blockSize == 0);
    if (!whole) {
      throw new BadInputException(
          rule.method
              + ": blockSize ("
              + rule.blockSize
              + ") must be a multiple of a token's edge of "
              + TOKEN
              + " voxels that divides the patch "
              + primus.patch()
              + ".");
    }
    return this;
  }

  @Override
  public PretextTask weighted() {
    return new TokenRestoration(rule, hiding, true, noisy);
  }

  @Override
  public PretextTask validation() {
    return new TokenRestoration(rule, hiding, weighs, false);
  }

  @Override
  public PretextPatches patches(int[] patch) {
    return new PretextPatches(1, patch, true, weighs);
  }

  @Override
  public boolean overRanks() {
    return true;
  }

  @Override
  public WeightShapes weights(Architecture backbone) {
    WeightShapes.Builder own = WeightShapes.builder();
    hiding.declare(own, (PrimusArchitecture) backbone);
    return own.build();
  }

  @Override
  public Map<String, NdArray> prepare(PretextBatch batch) {
    Map<String, NdArray> inputs =
        new HashMap<>(MaskedImages.prepare(batch, rule.blockSize, rule.maskRatio));
    boolean[][] visible = tokens(inputs.get("visible"), batch.size());
    inputs.putAll(hiding.inputs(batch, visible, noisy));
    return inputs;
  }

  /** Which tokens of each sample lie in visible blocks. */
  private boolean[][] tokens(NdArray blocks, int[] size) {
    int[] grid = Arrays.stream(size).map(edge -> edge / TOKEN).toArray();
    int[] cells = Arrays.copyOfRange(blocks.shape(), 2, 5);
    int edge = rule.blockSize / TOKEN;
    boolean[][] visible = new boolean[blocks.shape()[0]][grid[0] * grid[1] * grid[2]];
    for (int sample = 0; sample < visible.length; sample++) {
      for (int token = 0; token < visible[sample].length; token++) {
        int d = token / (grid[1] * grid[2]) / edge;
        int h = token / grid[2] % grid[1] / edge;
        int w = token % grid[2] / edge;
        int cell = ((sample * cells[0] + d) * cells[1] + h) * cells[2] + w;
        visible[sample][token] = blocks.at(cell) == 1;
      }
    }
    return visible;
  }

  private Tensor restore(Graph graph, Backbone backbone) {
    Tensor image = graph.input("image");
    int[] grid = backbone.tokens().architecture().grid();
    Tensor cells = graph.resizeNearest(graph.input("visible"), grid);
    Tensor visible =
        graph.reshape(cells, image.shape()[0], backbone.tokens().architecture().tokens(), 1);
    Tensor tokens = hiding.tokens(graph, backbone, image, visible);
    return graph.fullPrecision(backbone.decode(List.of(backbone.tokens().map(graph, tokens))));
  }

  @Override
  public Tensor objective(Graph graph, Backbone backbone) {
    Tensor image = graph.input("image");
    Tensor visible = BlockMask.voxels(graph, graph.input("visible"), image);
    return rule.lossVoxels.mean(
        graph,
        rule.error,
        restore(graph, backbone),
        image,
        visible,
        WeightedMean.weights(graph, weighs));
  }

  @Override
  public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
    return Reconstruction.preview(graph, restore(graph, backbone), weighs);
  }

  @Override
  public TransferScope transfer() {
    return rule.transfer;
  }
}
