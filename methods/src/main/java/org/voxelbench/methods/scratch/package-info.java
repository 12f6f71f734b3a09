/**
 * No pre-training: nnU-Net's networks from scratch, under the fixed and under its own plan.
 *
 * <p>Nobody comes in: the registry finds the methods.
 */
package org.voxelbench.methods.scratch;
