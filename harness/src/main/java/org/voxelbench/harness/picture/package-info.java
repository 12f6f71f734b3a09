/**
 * Pictures of cases: slices with reference and prediction drawn over them, and cases at a glance.
 *
 * <p>The rooms that run, and the commands, may come in.
 */
package org.voxelbench.harness.picture;
