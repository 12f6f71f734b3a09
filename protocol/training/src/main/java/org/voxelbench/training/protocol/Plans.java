package org.voxelbench.training.protocol;

/**
 * The plans of the two kinds of start.
 *
 * @param dynamic the plan that is made for each data set, for a random start
 * @param fixed the pre-training plan, for all pre-trained weights
 */
public record Plans(DynamicPlan dynamic, FixedPlan fixed) {

  public Plans {
    Checks.present("plans.dynamic", dynamic);
    Checks.present("plans.fixed", fixed);
  }
}
