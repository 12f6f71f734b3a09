package org.voxelbench.memory.plain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.Shapes;
import org.voxelbench.preparation.plan.UNetArchitecture;

/**
 * The residual-encoder U-Net as dynamic-network-architectures builds it for nnU-Net: activations
 * and the addition of the skip in place.
 */
record PlainUNet(UNetArchitecture architecture, PlainLayers layers) {

  /** The output of every encoder stage, shallow to deep. */
  List<Tensor> encode(Tensor image) {
    List<Tensor> outputs = new ArrayList<>();
    Tensor x = layers.unit(image, "encoder.stem.convs.0", PlainLayers.ONES);
    for (int stage = 0; stage < architecture.stages(); stage++) {
      for (int block = 0; block < architecture.blocks().get(stage); block++) {
        long[] stride = block == 0 ? stride(stage) : PlainLayers.ONES;
        x = block(x, "encoder.stages." + stage + ".blocks." + block, stride);
      }
      outputs.add(x);
    }
    return outputs;
  }

  private Tensor block(Tensor x, String name, long[] stride) {
    return Scoped.result(
        () -> {
          Tensor skip = skip(x, name + ".skip.", stride);
          Tensor y = layers.unit(x, name + ".conv1", stride);
          y =
              layers.norm(
                  layers.conv(y, name + ".conv2.conv", PlainLayers.ONES), name + ".conv2.norm");
          y.add_(skip);
          return PlainLayers.activate(y);
        });
  }

  private Tensor skip(Tensor x, String name, long[] stride) {
    boolean strided = !Arrays.equals(stride, PlainLayers.ONES);
    String projection = name + (strided ? 1 : 0);
    return Scoped.result(
        () -> {
          Tensor skip = strided ? layers.avgPool(x, stride) : x;
          return layers.weights().has(projection + ".conv.weight")
              ? layers.norm(
                  layers.conv(skip, projection + ".conv", PlainLayers.ONES), projection + ".norm")
              : skip;
        });
  }

  /** The logits at full resolution; the skips are used up. */
  Tensor decode(List<Tensor> skips) {
    return decode(skips, architecture.stages() - 2).get(0);
  }

  /** The logits of every decoder stage, full resolution first; the skips are used up. */
  List<Tensor> decodeAll(List<Tensor> skips) {
    return decode(skips, 0);
  }

  private List<Tensor> decode(List<Tensor> skips, int firstHead) {
    LinkedList<Tensor> logits = new LinkedList<>();
    int deepest = architecture.stages() - 1;
    Tensor x = skips.get(deepest);
    for (int depth = 0; depth < deepest; depth++) {
      Tensor below = x;
      Tensor skip = skips.get(deepest - depth - 1);
      x = stage(below, skip, depth, stride(deepest - depth));
      below.close();
      skip.close();
      if (depth >= firstHead) {
        logits.addFirst(layers.conv(x, "decoder.seg_layers." + depth, PlainLayers.ONES));
      }
    }
    return logits;
  }

  private Tensor stage(Tensor below, Tensor skip, int depth, long[] stride) {
    String up = "decoder.transpconvs." + depth;
    return Scoped.result(
        () -> {
          Tensor x = joined(below, skip, up, stride);
          for (int conv = 0; conv < architecture.decoderConvs().get(depth); conv++) {
            x = layers.unit(x, "decoder.stages." + depth + ".convs." + conv, PlainLayers.ONES);
          }
          return x;
        });
  }

  private Tensor joined(Tensor below, Tensor skip, String up, long[] stride) {
    PlainWeights weights = layers.weights();
    return Scoped.result(
        () ->
            torch.cat(
                new TensorVector(
                    torch.conv_transpose3d(
                        below,
                        weights.get(up + ".weight"),
                        weights.bias(up),
                        stride,
                        new long[3],
                        new long[3],
                        1,
                        PlainLayers.ONES),
                    skip),
                1));
  }

  private long[] stride(int stage) {
    return Shapes.longs(architecture.stride(stage));
  }
}
