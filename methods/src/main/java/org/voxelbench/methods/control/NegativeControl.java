package org.voxelbench.methods.control;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.methods.mae.MaskedAutoencoder;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.results.Control;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;

/**
 * A start that has learnt nothing of use at the same cost: the weights of a masked autoencoder,
 * shuffled within each tensor.
 *
 * <p>It keeps everything of a pre-trained start but what was learnt: the pre-training that it
 * shares with {@code mae} of the same settings, the distribution of each tensor's weights, the
 * transfer and the recipe. A pretext task on noise would be no such start, since filters that
 * restore noise of an image's spectrum serve images too.
 */
public final class NegativeControl implements SslMethod<MaskedAutoencoder.Settings> {

  private static final MaskedAutoencoder MAE = new MaskedAutoencoder();

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "control-negative",
        "Negative control",
        "A masked autoencoder's weights shuffled within each tensor: a start that learnt nothing of use.",
        "A control of this benchmark, not a published method.",
        "Apache-2.0");
  }

  @Override
  public MaskedAutoencoder.Settings defaults() {
    return MAE.defaults();
  }

  @Override
  public String pretrainedAs() {
    return MAE.info().id();
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.allOf(NetworkFamily.class);
  }

  @Override
  public Optional<PretextTask> pretext(MaskedAutoencoder.Settings settings) {
    return MAE.pretext(settings).map(Forgetting::new);
  }

  @Override
  public Control control() {
    return Control.NEGATIVE;
  }
}
