/**
 * The engine on LibTorch, through JavaCPP's preset: eager, with autograd, on the CPU and on CUDA
 * devices.
 *
 * <p>Every call into LibTorch happens inside a {@link org.voxelbench.engine.torch.NativeScope},
 * which frees what the call made; what outlives it holds a counted reference of its own.
 */
package org.voxelbench.engine.torch;
