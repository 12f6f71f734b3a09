package org.voxelbench.methods.control;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.results.Control;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/**
 * A start that is known to be good: the same network, trained on the same task with labels of cases
 * that no run trains on, for the steps of a pre-training.
 *
 * <p>Its heads move too. A random one would have to be learnt first, and with small steps that
 * takes longer than a short training lasts.
 *
 * <p>A protocol under which even this start is no better than a random one can't tell methods
 * apart.
 */
public final class PositiveControl implements SslMethod<PositiveControl.Settings> {

  /**
   * What can be set.
   *
   * @param transfer what moves to the downstream network
   */
  public record Settings(TransferScope transfer) {}

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "control-positive",
        "Positive control",
        "Trained with labels on cases that no run trains on: a start that is known to be good.",
        "A control of this benchmark, not a published method.",
        "Apache-2.0");
  }

  @Override
  public Settings defaults() {
    return new Settings(TransferScope.WHOLE_NETWORK);
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.allOf(NetworkFamily.class);
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.empty();
  }

  @Override
  public Optional<TransferScope> supervised(Settings settings) {
    return Optional.of(settings.transfer());
  }

  @Override
  public Control control() {
    return Control.POSITIVE;
  }
}
