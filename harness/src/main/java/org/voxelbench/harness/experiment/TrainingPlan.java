package org.voxelbench.harness.experiment;

import java.util.Comparator;
import java.util.Optional;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.protocol.Protocols;

/**
 * The plan that labelled data are prepared under.
 *
 * @param kind how it is made
 * @param checkpoint the plan that a checkpoint states; empty where the protocol has it
 */
public record TrainingPlan(DownstreamPlan kind, Optional<FixedPlanner> checkpoint)
    implements Comparable<TrainingPlan> {

  /** The plan of pre-training. */
  public static final TrainingPlan FIXED = of(DownstreamPlan.FIXED);

  private static final int SHORT_HASH = 8;
  private static final Comparator<TrainingPlan> ORDER =
      Comparator.comparing(TrainingPlan::kind).thenComparing(TrainingPlan::word);

  /** A plan that the protocol has, or that is made for the data. */
  public static TrainingPlan of(DownstreamPlan kind) {
    return new TrainingPlan(kind, Optional.empty());
  }

  /** The plan of a checkpoint; checkpoints of equal plans share what is prepared. */
  public static TrainingPlan ofCheckpoint(FixedPlanner plan) {
    return new TrainingPlan(DownstreamPlan.CHECKPOINT, Optional.of(plan));
  }

  /** A word for people and folders. */
  public String word() {
    return checkpoint
        .map(plan -> kind.word() + "-" + Protocols.hash(plan).substring(0, SHORT_HASH))
        .orElse(kind.word());
  }

  @Override
  public int compareTo(TrainingPlan other) {
    return ORDER.compare(this, other);
  }
}
