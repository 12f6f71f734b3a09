package org.voxelbench.engine.torch;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.torch.optimizer.FlatGradients;
import org.voxelbench.engine.torch.ranks.RankResult;

/**
 * What one rank computed of a step, its tensors under references of its own.
 *
 * @param loss the scalar loss, of all ranks
 * @param gradients by this rank's samples
 * @param outputs the objective's other outputs
 */
record RankStep(Tensor loss, FlatGradients gradients, Map<String, NdArray> outputs)
    implements RankResult {

  RankStep {
    loss.retainReference();
    gradients.all().retainReference();
  }

  @Override
  public void close() {
    loss.releaseReference();
    gradients.all().releaseReference();
  }
}
