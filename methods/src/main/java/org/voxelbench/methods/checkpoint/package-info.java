/**
 * Starts from weights that others trained and released.
 *
 * <p>Nobody comes in: the registry finds the method.
 */
package org.voxelbench.methods.checkpoint;
