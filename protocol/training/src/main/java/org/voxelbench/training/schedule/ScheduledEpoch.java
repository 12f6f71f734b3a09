package org.voxelbench.training.schedule;

/**
 * What a schedule says of one epoch.
 *
 * @param learningRate the rate of all its iterations
 * @param phase its phase, which names the weights to train
 * @param newOptimizer whether it begins with fresh optimiser state
 */
public record ScheduledEpoch(double learningRate, Phase phase, boolean newOptimizer) {}
