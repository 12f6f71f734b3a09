/**
 * Prediction with trained runs: folds together, one case at a time.
 *
 * <p>The rooms that run, the commands, and programs of others may come in.
 */
package org.voxelbench.harness.predict;
