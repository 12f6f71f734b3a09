/**
 * Where patches are cut from cases.
 *
 * <p>The loaders and methods may come in.
 */
package org.voxelbench.training.patch;
