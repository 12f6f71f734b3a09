package org.voxelbench.store;

/**
 * One epoch of a training; what was not computed is NaN.
 *
 * @param epoch its number, from 0
 * @param learningRate rate of its steps
 * @param trainLoss mean loss of its steps, skipped ones apart; NaN if all were skipped
 * @param validationLoss mean loss of the validation patches
 * @param pseudoDice Dice over the validation patches, mean over classes
 * @param seconds its time
 * @param dataWaitShare share of that time in which the engine waited for data, 0 to 1
 * @param skippedSteps steps without an update, since loss or gradient was not finite
 */
public record EpochRow(
    int epoch,
    double learningRate,
    double trainLoss,
    double validationLoss,
    double pseudoDice,
    double seconds,
    double dataWaitShare,
    int skippedSteps) {}
