/**
 * Tensors as files hold them: a path, a type, a shape, and the place of the values.
 *
 * <p>The readers of single formats come in to describe what they found; nothing here knows one.
 */
package org.voxelbench.weights.tensor;
