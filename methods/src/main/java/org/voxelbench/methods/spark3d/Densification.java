package org.voxelbench.methods.spark3d;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.WeightShapes;

/**
 * What makes dense skips for the decoder of the sparse encoder's outputs (facts of nnssl's {@code
 * spark_model.py}).
 *
 * @param token whether masked voxels become a learnt token of each stage; else they stay 0
 * @param projection whether outputs are normalised first, without scale and shift, and convolved
 *     last, save at full resolution, where the projection is the identity
 */
record Densification(boolean token, boolean projection) {

  private static final double NORM_EPS = 1e-5;
  private static final int KERNEL = 3;
  private static final int[] ONES = {1, 1, 1};

  private static String token(int stage) {
    return "mask_tokens." + stage;
  }

  private static String projection(int stage) {
    return "densify_projs." + stage;
  }

  /** Tokens {@code [1, C, 1, 1, 1]}, and projections {@code [C, C, 3, 3, 3]} with bias. */
  WeightShapes weights(Architecture backbone) {
    WeightShapes.Builder weights = WeightShapes.builder();
    for (int stage = 0; stage < backbone.stages(); stage++) {
      int channels = backbone.features().get(stage);
      if (token) {
        weights.token(token(stage), 1, channels, 1, 1, 1);
      }
      if (projection && stage > 0) {
        weights.layer(projection(stage), channels, channels, channels, KERNEL, KERNEL, KERNEL);
      }
    }
    return weights.build();
  }

  /**
   * One skip per stage, of its output's shape.
   *
   * @param features the encoder's outputs, shallow to deep, 0 where masked
   */
  List<Tensor> apply(Graph graph, List<Tensor> features, VisibleMaps maps) {
    SparseLayers sparse = new SparseLayers(maps);
    List<Tensor> skips = new ArrayList<>();
    for (int stage = 0; stage < features.size(); stage++) {
      Tensor x = features.get(stage);
      if (projection) {
        x = sparse.instanceNorm(graph, x, null, null, NORM_EPS);
      }
      if (token) {
        x = filled(x, graph.weight(token(stage)), maps);
      }
      if (projection && stage > 0) {
        Tensor weight = graph.weight(projection(stage) + ".weight");
        x = graph.conv3d(x, weight, graph.weight(projection(stage) + ".bias"), ONES, ONES);
      }
      skips.add(x);
    }
    return skips;
  }

  private static Tensor filled(Tensor x, Tensor token, VisibleMaps maps) {
    return maps.at(x).map(voxels -> voxels.fill(x, token)).orElse(x);
  }
}
