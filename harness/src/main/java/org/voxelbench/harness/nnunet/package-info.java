/**
 * nnU-Net's model folders and nnssl's checkpoints: finished runs and pre-trainings written as such,
 * and models that nnU-Net trained read as finished runs.
 *
 * <p>The command line comes in.
 */
package org.voxelbench.harness.nnunet;
