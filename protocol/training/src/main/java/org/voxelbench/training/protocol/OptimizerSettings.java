package org.voxelbench.training.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Optimizer;

/**
 * The optimiser of a training: its {@code name} says which keys it takes, and stands for nnU-Net's
 * where it is left out. The learning rate is the schedule's.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "name",
    defaultImpl = OptimizerSettings.Sgd.class)
@JsonSubTypes(@JsonSubTypes.Type(value = OptimizerSettings.Sgd.class, name = "sgd"))
public sealed interface OptimizerSettings {

  /** The update rule. */
  Optimizer rule();

  /** The optimiser with its constants, for people. */
  String words();

  /** Stochastic gradient descent with Nesterov momentum, nnU-Net's optimiser. */
  record Sgd(double momentum, double weightDecay, double clipNorm) implements OptimizerSettings {

    public Sgd {
      if (!(momentum >= 0 && momentum < 1)) {
        throw new BadInputException("optimizer.momentum (" + momentum + ") must lie in [0, 1).");
      }
      checkShared(weightDecay, clipNorm);
    }

    @Override
    public Optimizer rule() {
      return new Optimizer.Sgd(momentum, true, weightDecay, clipNorm);
    }

    @Override
    public String words() {
      return "SGD (Nesterov momentum "
          + momentum
          + ", weight decay "
          + weightDecay
          + ", gradients clipped at "
          + clipNorm
          + ")";
    }
  }

  private static void checkShared(double weightDecay, double clipNorm) {
    if (!(weightDecay >= 0)) {
      throw new BadInputException(
          "optimizer.weightDecay (" + weightDecay + ") must not be negative.");
    }
    Checks.positive("optimizer.clipNorm", clipNorm);
  }
}
