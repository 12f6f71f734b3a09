/**
 * The engine on LibTorch, through JavaCPP's preset: eager, with autograd, on the CPU and on CUDA
 * devices.
 *
 * <p>Every call into LibTorch happens inside a {@link org.voxelbench.engine.torch.ops.NativeScope},
 * which frees what the call made; what outlives it holds a counted reference of its own.
 *
 * <p>Two things are the launcher's: on a machine shared with other work the environment variable
 * {@code OMP_WAIT_POLICY=PASSIVE} keeps LibTorch's waiting threads from spinning (measured with
 * both cores taken by others: 2 s of processor time per step instead of 11 s), and a process must
 * not exit while a step runs, since LibTorch's destructors then pull its memory from under it.
 */
package org.voxelbench.engine.torch;
