/**
 * Which cases train and which validate: cross-validation, pre-training's split, and nnU-Net's
 * splits file.
 *
 * <p>Training and the harness may come in.
 */
package org.voxelbench.preparation.split;
