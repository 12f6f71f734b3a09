/**
 * A first protocol for data sets that a user brings: what their headers say, what fits the memory,
 * and the commented file.
 *
 * <p>The commands may come in.
 */
package org.voxelbench.harness.draft;
