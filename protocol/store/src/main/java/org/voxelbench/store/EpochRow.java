package org.voxelbench.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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
 * @param peakMemoryBytes peak of the device's memory until its end: a card's, or the process's on
 *     the CPU; 0 if unknown
 * @param peakHostBytes peak of the process's resident memory until its end; 0 if unknown
 * @param classDice pseudo-Dice by class, in the data set's order; NaN if a class has none; empty in
 *     a pre-training, and if unknown
 */
public record EpochRow(
    int epoch,
    double learningRate,
    double trainLoss,
    double validationLoss,
    double pseudoDice,
    double seconds,
    double dataWaitShare,
    int skippedSteps,
    long peakMemoryBytes,
    long peakHostBytes,
    Map<String, Double> classDice) {

  public EpochRow {
    classDice = Collections.unmodifiableMap(new LinkedHashMap<>(classDice));
  }
}
