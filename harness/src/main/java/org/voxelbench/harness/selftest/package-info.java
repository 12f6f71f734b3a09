/**
 * Whether an engine computes rightly on this machine, from single ops to a training.
 *
 * <p>The command line may come in.
 */
package org.voxelbench.harness.selftest;
