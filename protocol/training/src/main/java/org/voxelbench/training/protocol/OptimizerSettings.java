package org.voxelbench.training.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
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
@JsonSubTypes({
  @JsonSubTypes.Type(value = OptimizerSettings.Sgd.class, name = "sgd"),
  @JsonSubTypes.Type(value = OptimizerSettings.AdamW.class, name = "adamw")
})
public sealed interface OptimizerSettings {

  /** The update rule. */
  Optimizer rule();

  /** Its name for people. */
  String title();

  /** Its constants for people, in one order. */
  List<String> constants();

  /** The optimiser with its constants, for people. */
  default String words() {
    return title() + " (" + String.join(", ", constants()) + ")";
  }

  /**
   * Stochastic gradient descent with Nesterov momentum, nnU-Net's optimiser.
   *
   * @param momentum share of the last step that the next one keeps, in [0, 1)
   * @param weightDecay L2 penalty on the weights, 0 or more
   * @param clipNorm what the norm of all gradients together is scaled down to, where it is larger;
   *     {@code none} for no clipping
   */
  record Sgd(
      double momentum,
      double weightDecay,
      @JsonDeserialize(using = ClipNorm.Required.class)
          @JsonSerialize(using = ClipNorm.Writer.class)
          double clipNorm)
      implements OptimizerSettings {

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
    public String title() {
      return "SGD";
    }

    @Override
    public List<String> constants() {
      return List.of(
          "Nesterov momentum " + momentum, "weight decay " + weightDecay, clipping(clipNorm));
    }
  }

  /**
   * Adam with decoupled weight decay (Loshchilov and Hutter 2019), under PyTorch's defaults.
   *
   * @param betas decay of the running means of gradient and squared gradient; null for 0.9 and
   *     0.999
   * @param epsilon what keeps the denominator from 0; null for 1e-8
   * @param weightDecay share of the rate by which weights shrink in each step, 0 or more; null for
   *     0.01
   * @param clipNorm what the norm of all gradients together is scaled down to, where it is larger;
   *     {@code none} for no clipping; null for nnU-Net's 12
   */
  record AdamW(
      List<Double> betas,
      Double epsilon,
      Double weightDecay,
      @JsonDeserialize(using = ClipNorm.Reader.class) @JsonSerialize(using = ClipNorm.Writer.class)
          Double clipNorm)
      implements OptimizerSettings {

    public AdamW {
      betas = betas == null ? List.of(0.9, 0.999) : List.copyOf(betas);
      if (betas.size() != 2 || betas.stream().anyMatch(beta -> !(beta >= 0 && beta < 1))) {
        throw new BadInputException(
            "optimizer.betas " + betas + " must be two numbers in [0, 1), such as [0.9, 0.999].");
      }
      epsilon = epsilon == null ? 1e-8 : epsilon;
      Checks.positive("optimizer.epsilon", epsilon);
      weightDecay = weightDecay == null ? 0.01 : weightDecay;
      clipNorm = clipNorm == null ? 12 : clipNorm;
      checkShared(weightDecay, clipNorm);
    }

    /** The word that picks this optimiser. */
    @JsonProperty
    public String name() {
      return "adamw";
    }

    @Override
    public Optimizer rule() {
      return new Optimizer.AdamW(betas.get(0), betas.get(1), epsilon, weightDecay, clipNorm);
    }

    @Override
    public String title() {
      return "AdamW";
    }

    @Override
    public List<String> constants() {
      return List.of(
          "betas " + betas,
          "epsilon " + epsilon,
          "weight decay " + weightDecay,
          clipping(clipNorm));
    }
  }

  private static void checkShared(double weightDecay, double clipNorm) {
    if (!(weightDecay >= 0)) {
      throw new BadInputException(
          "optimizer.weightDecay (" + weightDecay + ") must not be negative.");
    }
    if (!(clipNorm > 0)) {
      throw new BadInputException(
          "optimizer.clipNorm (" + clipNorm + ") must be a positive number, or none.");
    }
  }

  private static String clipping(double norm) {
    return Double.isInfinite(norm) ? "gradients not clipped" : "gradients clipped at " + norm;
  }
}
