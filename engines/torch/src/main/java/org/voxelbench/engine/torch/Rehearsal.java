package org.voxelbench.engine.torch;

/**
 * What is known of a program's run before it.
 *
 * @param lifetimes who reads its values
 * @param largeLinear whether it has linear layers that oneDNN computes faster on the CPU
 */
record Rehearsal(Lifetimes lifetimes, boolean largeLinear) {}
