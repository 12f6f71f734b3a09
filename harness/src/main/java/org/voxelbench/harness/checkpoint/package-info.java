/**
 * Files of weights that others trained: where they lie, what they hold, and how a run starts from
 * one.
 *
 * <p>Who sets up methods and runs comes in, and the commands that show such a file.
 */
package org.voxelbench.harness.checkpoint;
