/**
 * What a benchmark is: its protocol, its methods as configured, and the runs that follow from both.
 *
 * <p>All rooms of the harness above the console may come in.
 */
package org.voxelbench.harness.experiment;
