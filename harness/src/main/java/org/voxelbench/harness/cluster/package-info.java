/**
 * A benchmark as jobs of a cluster's scheduler: the groups of its matrix, what they ask for, the
 * scripts that submit them, and what one such job does.
 *
 * <p>The commands may come in.
 */
package org.voxelbench.harness.cluster;
