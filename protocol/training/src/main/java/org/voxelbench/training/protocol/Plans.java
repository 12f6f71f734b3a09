package org.voxelbench.training.protocol;

/**
 * The plans of which a method's entry takes one.
 *
 * @param dynamic the plan that is made for each data set, for {@code scratch-dynamic} and entries
 *     that choose it
 * @param fixed the pre-training plan, for all other methods unless their entry says else
 */
public record Plans(DynamicPlan dynamic, FixedPlan fixed) {

  public Plans {
    Checks.present("plans.dynamic", dynamic);
    Checks.present("plans.fixed", fixed);
  }
}
