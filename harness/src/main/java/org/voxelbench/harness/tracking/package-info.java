/**
 * Writing what a run's folder says of its training in the formats of other programs: event files
 * for TensorBoard and the file store of MLflow.
 *
 * <p>The runs, their options and the commands may come in.
 */
package org.voxelbench.harness.tracking;
