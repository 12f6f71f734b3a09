package org.voxelbench.training.schedule;

/**
 * What a schedule says of one epoch.
 *
 * @param learningRate the rate of all its iterations
 * @param phase what it is for
 * @param trainable the weights to train
 * @param newOptimizer whether it begins with fresh optimiser state
 */
public record ScheduledEpoch(
    double learningRate, Phase phase, Trainable trainable, boolean newOptimizer) {}
