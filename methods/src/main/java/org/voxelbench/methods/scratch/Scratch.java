package org.voxelbench.methods.scratch;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;

/** A random start: no pre-training, nnU-Net's training. */
public abstract sealed class Scratch implements SslMethod<Scratch.Settings>
    permits DynamicScratch, FixedScratch {

  /** Nothing to set. */
  public record Settings() {}

  static MethodInfo info(String id, String name, String summary) {
    return new MethodInfo(
        id,
        name,
        summary,
        "Isensee et al., nnU-Net: a self-configuring method for deep learning-based biomedical image segmentation,"
            + " Nature Methods 18:203-211 (2021); Isensee et al., nnU-Net Revisited, MICCAI (2024)",
        "Apache-2.0, written from the published description; the original is Apache-2.0.");
  }

  @Override
  public final Settings defaults() {
    return new Settings();
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.allOf(NetworkFamily.class);
  }

  @Override
  public final Optional<PretextTask> pretext(Settings settings) {
    return Optional.empty();
  }
}
