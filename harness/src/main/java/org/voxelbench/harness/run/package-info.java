/**
 * The job matrix: from an experiment to jobs, on which device and in which process they run, and
 * what they leave.
 *
 * <p>The inspection and the commands may come in.
 */
package org.voxelbench.harness.run;
