/**
 * nnU-Net's fingerprint of a data set: spacings, shapes and foreground intensities.
 *
 * <p>The harness may come in.
 */
package org.voxelbench.preparation.fingerprint;
