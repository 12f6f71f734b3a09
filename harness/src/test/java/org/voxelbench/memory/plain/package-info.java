/**
 * The same trainings written by hand in LibTorch, without VoxelBench's engine, op set and networks:
 * what their memory and their losses are held against.
 */
package org.voxelbench.memory.plain;
