/**
 * Pickles as data: an interpreter of the opcodes that PyTorch and NumPy write, which executes
 * nothing.
 *
 * <p>Readers of formats that hold a pickle come in, each with the globals that it understands;
 * every other global is refused by name.
 */
package org.voxelbench.weights.pickle;
