package org.voxelbench.methods.scratch;

import java.util.Optional;
import org.voxelbench.protocol.method.MethodInfo;
import org.voxelbench.protocol.method.PretextTask;
import org.voxelbench.protocol.method.SslMethod;

/** No pre-training, but the plan and architecture of the pre-trained methods. */
public final class FixedScratch implements SslMethod<FixedScratch.Settings> {

  /** Nothing to set. */
  public record Settings() {}

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "scratch-fixed",
        "From scratch, fixed plan",
        "Random start under the plan of the pre-trained methods: the baseline without their weights.",
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
}
