/**
 * NumPy's arrays and scalars as pickles hold them.
 *
 * <p>Readers of files with a pickle in them come in to add these to the globals they understand.
 */
package org.voxelbench.weights.numpy;
