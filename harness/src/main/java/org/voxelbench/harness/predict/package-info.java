/**
 * Prediction with trained runs: folds together, one case at a time.
 *
 * <p>The rooms that run, and the commands, may come in.
 */
package org.voxelbench.harness.predict;
