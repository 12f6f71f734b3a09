package org.voxelbench.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A two-stage residual encoder with a decoder and a loss: the shape of the real networks. */
final class TinyNetwork {

  private static final int[] ONES = {1, 1, 1};
  private static final int[] TWOS = {2, 2, 2};

  private TinyNetwork() {}

  static Map<String, NdArray> weights() {
    Map<String, NdArray> weights = new LinkedHashMap<>();
    weights.put("stem", scaled(0.3, 1, 4, 1, 3, 3, 3));
    weights.put("block", scaled(0.15, 2, 4, 4, 3, 3, 3));
    weights.put("down", scaled(0.15, 3, 8, 4, 3, 3, 3));
    weights.put("up", scaled(0.3, 4, 8, 4, 2, 2, 2));
    weights.put("decode", scaled(0.1, 5, 4, 8, 3, 3, 3));
    weights.put("head", scaled(0.5, 6, 3, 4, 1, 1, 1));
    weights.put("bias", scaled(0.1, 7, 3));
    for (String norm : new String[] {"stem", "block", "decode"}) {
      weights.put(norm + ".gamma", Values.single(Values.between(0.8, 1.2, 8, 4)));
      weights.put(norm + ".beta", scaled(0.2, 9, 4));
    }
    return weights;
  }

  private static NdArray scaled(double factor, int seed, int... shape) {
    return Values.single(Reference.map(Values.of(seed, shape), v -> factor * v));
  }

  static Map<String, NdArray> batch(int seed) {
    return Map.of(
        "image",
        Values.single(Values.of(seed, 2, 1, 8, 8, 8)),
        "target",
        Values.single(Values.classes(3, seed + 1, 2, 1, 8, 8, 8)));
  }

  static Set<String> trainable() {
    return weights().keySet();
  }

  static Map<String, Tensor> objective(Graph g) {
    Tensor stem =
        normalised(g, "stem", g.conv3d(g.input("image"), g.weight("stem"), null, ONES, ONES));
    Tensor block = g.conv3d(stem, g.weight("block"), null, ONES, ONES);
    Tensor skip = g.leakyRelu(g.add(normalised(g, "block", block), stem), 0.01);
    Tensor down = g.leakyRelu(g.conv3d(skip, g.weight("down"), null, TWOS, ONES), 0.01);
    Tensor up = g.convTranspose3d(down, g.weight("up"), null, TWOS);
    Tensor decoded = g.conv3d(g.concat(1, up, skip), g.weight("decode"), null, ONES, ONES);
    Tensor logits =
        g.conv3d(
            normalised(g, "decode", decoded), g.weight("head"), g.weight("bias"), ONES, new int[3]);
    Tensor full = g.fullPrecision(logits);
    Tensor entropy = g.neg(g.mean(g.gatherClass(g.logSoftmax(full, 1), g.input("target")), false));
    Tensor probability = g.softmax(full, 1);
    Tensor truth = g.oneHot(g.input("target"), 3);
    Tensor overlap = g.sum(g.mul(probability, truth), false, 0, 2, 3, 4);
    Tensor total = g.sum(g.add(probability, truth), false, 0, 2, 3, 4);
    Tensor dice = g.mean(g.div(g.mul(overlap, 2), g.add(total, 1e-5)), false);
    return Map.of(Program.LOSS, g.sub(entropy, dice), "logits", logits);
  }

  private static Tensor normalised(Graph g, String name, Tensor x) {
    Tensor gamma = g.weight(name + ".gamma");
    return g.leakyRelu(g.instanceNorm(x, gamma, g.weight(name + ".beta"), 1e-5), 0.01);
  }
}
