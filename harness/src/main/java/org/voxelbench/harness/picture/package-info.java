/**
 * Pictures of cases: slices with reference and prediction drawn over them.
 *
 * <p>The rooms that run, and the commands, may come in.
 */
package org.voxelbench.harness.picture;
