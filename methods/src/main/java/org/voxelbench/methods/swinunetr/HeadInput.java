package org.voxelbench.methods.swinunetr;

import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** What of the bottleneck {@code [N, C, d, h, w]} the rotation and contrast heads read. */
public enum HeadInput {
  /**
   * Its voxels 0 and 1 in C order, as the released code does with what are tokens in a transformer;
   * they see the whole patch through the encoder's receptive field alone.
   */
  TOKENS {
    @Override
    Tensor of(Graph graph, Tensor bottleneck, int head) {
      int[] shape = bottleneck.shape();
      int voxels = shape[2] * shape[3] * shape[4];
      if (voxels < 2) {
        throw new BadInputException(
            "swin-unetr: the bottleneck has one voxel, but the heads read two of them; set"
                + " headInput to POOLED or choose a larger patchSize.");
      }
      Tensor flat = graph.reshape(bottleneck, shape[0], shape[1], voxels);
      return graph.reshape(graph.slice(flat, 2, head, 1), shape[0], shape[1]);
    }
  },
  /** Its mean over all voxels. */
  POOLED {
    @Override
    Tensor of(Graph graph, Tensor bottleneck, int head) {
      return graph.mean(bottleneck, false, 2, 3, 4);
    }
  };

  /**
   * The features of one head.
   *
   * @param head 0 for rotation, 1 for contrast
   * @return {@code [N, C]}
   */
  abstract Tensor of(Graph graph, Tensor bottleneck, int head);
}
