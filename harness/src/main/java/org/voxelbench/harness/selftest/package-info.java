/** Whether an engine computes rightly on this machine, from single ops to a training. */
package org.voxelbench.harness.selftest;
