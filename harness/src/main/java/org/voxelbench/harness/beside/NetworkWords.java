package org.voxelbench.harness.beside;

import java.util.Collections;
import java.util.List;
import org.voxelbench.training.protocol.FixedPlan;

/** What people call the network of a plan. */
final class NetworkWords {

  private NetworkWords() {}

  /** Such as {@code ResidualEncoderUNet, 6 stages, 32-320 channels}. */
  static String of(FixedPlan plan) {
    List<Integer> features = plan.features();
    int least = Collections.min(features);
    int most = Collections.max(features);
    return plan.kind().className()
        + ", "
        + features.size()
        + (features.size() == 1 ? " stage, " : " stages, ")
        + (least == most ? "" : least + "-")
        + most
        + (most == 1 ? " channel" : " channels");
  }
}
