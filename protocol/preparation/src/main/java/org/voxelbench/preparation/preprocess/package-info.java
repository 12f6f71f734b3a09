/**
 * nnU-Net's preprocessing of a case: transpose, crop, normalise, resample.
 *
 * <p>The cache, evaluation (to undo it) and the harness may come in.
 */
package org.voxelbench.preparation.preprocess;
