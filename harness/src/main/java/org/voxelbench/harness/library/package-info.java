/**
 * VoxelBench in a program of one's own: {@code docs/library.md}.
 *
 * <p>Programs of others may come in.
 */
package org.voxelbench.harness.library;
