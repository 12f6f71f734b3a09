/**
 * Programs of single ops, their inputs, and how far two outcomes may lie apart.
 *
 * <p>The self-test may come in.
 */
package org.voxelbench.harness.selftest.ops;
