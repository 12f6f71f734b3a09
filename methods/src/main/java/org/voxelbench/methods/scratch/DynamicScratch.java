package org.voxelbench.methods.scratch;

import java.util.Optional;
import org.voxelbench.protocol.method.DownstreamPlan;
import org.voxelbench.protocol.method.MethodInfo;
import org.voxelbench.protocol.method.PretextTask;
import org.voxelbench.protocol.method.SslMethod;

/** nnU-Net from scratch: no pre-training, the data set's own plan, deep supervision. */
public final class DynamicScratch implements SslMethod<DynamicScratch.Settings> {

  /** Nothing to set. */
  public record Settings() {}

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "scratch-dynamic",
        "nnU-Net from scratch",
        "Random start, the plan that nnU-Net makes for the data set, deep supervision.",
        "Isensee et al., nnU-Net: a self-configuring method for deep learning-based biomedical image segmentation,"
            + " Nature Methods 18:203-211 (2021); Isensee et al., nnU-Net Revisited, MICCAI (2024)",
        "Apache-2.0, written from the published description; the original is Apache-2.0.");
  }

  @Override
  public Settings defaults() {
    return new Settings();
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.empty();
  }

  @Override
  public DownstreamPlan plan() {
    return DownstreamPlan.DYNAMIC;
  }
}
