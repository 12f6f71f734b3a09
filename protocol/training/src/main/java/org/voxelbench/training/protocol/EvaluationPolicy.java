package org.voxelbench.training.protocol;

/**
 * The policies of evaluation; each has one choice so far, and is named so that a reader sees it.
 *
 * @param missingPrediction what a case without a prediction gets; {@code zero}: a Dice of 0, and it
 *     is named
 * @param absentClass what a class gets that is in neither reference nor prediction; {@code
 *     leave-out}: no part in the mean, and it is counted
 * @param testSettings at most so many settings of a method may ever be tried on a test data set;
 *     null for no bound
 */
public record EvaluationPolicy(
    MissingPrediction missingPrediction, AbsentClass absentClass, Integer testSettings) {

  public EvaluationPolicy {
    if (testSettings != null) {
      Checks.atLeast("evaluation.testSettings", testSettings, 1);
    }
    Checks.present("evaluation.missingPrediction", missingPrediction);
    Checks.present("evaluation.absentClass", absentClass);
  }
}
