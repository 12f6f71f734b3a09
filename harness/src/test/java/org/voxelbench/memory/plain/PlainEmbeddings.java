package org.voxelbench.memory.plain;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Embeddings of crops, and how alike they are. */
final class PlainEmbeddings {

  private static final double LEAST_NORM = 1e-8;
  private static final double EXCLUDED = -1e9;

  private PlainEmbeddings() {}

  /** The projected means of all encoder stages. */
  static Tensor of(PlainUNet network, Tensor crops) {
    return Scoped.result(
        () -> {
          Tensor[] means =
              network.encode(crops).stream()
                  .map(
                      map ->
                          map.mean(
                              new long[] {2, 3, 4},
                              false,
                              new ScalarTypeOptional(ScalarType.Float)))
                  .toArray(Tensor[]::new);
          PlainWeights weights = network.layers().weights();
          Tensor x = torch.cat(new TensorVector(means), 1);
          x = normalised(linear(x, weights, "projector.layer1.0")).relu_();
          x = normalised(linear(x, weights, "projector.layer2.0")).relu_();
          return linear(x, weights, "projector.layer3.0");
        });
  }

  static Tensor linear(Tensor x, PlainWeights weights, String layer) {
    return torch.linear(x, weights.get(layer + ".weight"), weights.bias(layer));
  }

  private static Tensor normalised(Tensor x) {
    return PlainLayers.instanceNorm(x.unsqueeze(1), new TensorOptional(), new TensorOptional())
        .squeeze(1);
  }

  /** Vectors of length 1. */
  static Tensor units(Tensor x) {
    Tensor vectors = x.to(ScalarType.Float);
    Tensor squares = vectors.square().sum(new long[] {-1}, true, new ScalarTypeOptional());
    return vectors.div(squares.clamp_min(new Scalar(LEAST_NORM * LEAST_NORM)).sqrt());
  }

  /** The cosines of all pairs of rows. */
  static Tensor cosines(Tensor a, Tensor b) {
    return a.matmul(b.transpose(-2, -1));
  }

  /** The contrast of views of which the second half are the partners of the first. */
  static Tensor contrast(Tensor views, double temperature) {
    Tensor vectors = units(views);
    long count = vectors.size(0);
    Tensor logits =
        cosines(vectors, vectors)
            .to(ScalarType.Float)
            .div(new Scalar(temperature))
            .add(torch.eye(count).mul(new Scalar(EXCLUDED)));
    Tensor partners = torch.arange(new Scalar(count)).roll(count / 2);
    return torch.cross_entropy_loss(logits, partners);
  }
}
