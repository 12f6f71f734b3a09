/**
 * Protocol files: strict YAML, its canonical form and hash.
 *
 * <p>All of training and the harness may come in.
 */
package org.voxelbench.training.protocol;
