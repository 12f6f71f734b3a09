package org.voxelbench.engine.torch.optimizer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.torch.ops.HostCopies;
import org.voxelbench.engine.torch.ranks.Rank;

/**
 * The buffers that the gradients of a training's steps are written to, one for each rank of this
 * process.
 *
 * <p>On the CPU they are kept from step to step: the operating system takes longer to give new
 * memory than the gradients take to be copied into it, ten times as long where it is a guest. A
 * card's memory is at hand, and a new buffer there shares it with what the backward pass needs.
 */
public final class GradientBuffers implements AutoCloseable {

  private final FlatLayout layout;
  private final HostCopies copies;
  private final Map<Integer, Tensor> kept = new ConcurrentHashMap<>();

  public GradientBuffers(FlatLayout layout, HostCopies copies) {
    this.layout = layout;
    this.copies = copies;
  }

  FlatLayout layout() {
    return layout;
  }

  /** A buffer with any values, {@code [length]}, for the step at hand. */
  Tensor of(Rank rank) {
    return copies.device().is_cpu()
        ? kept.computeIfAbsent(rank.seat(), seat -> empty().retainReference())
        : empty();
  }

  private Tensor empty() {
    return torch.empty(new long[] {layout.length()}, copies.options(), new MemoryFormatOptional());
  }

  @Override
  public void close() {
    kept.values().forEach(Tensor::releaseReference);
    kept.clear();
  }
}
