/**
 * Data sets of an experiment: found, verified, checked for leaks, and prepared.
 *
 * <p>The rooms that run, inspect and show may come in.
 */
package org.voxelbench.harness.data;
