/**
 * Engines and the devices that they open: choice, trial, loader threads, and the command of another
 * process.
 *
 * <p>The rooms that run, and the commands, may come in.
 */
package org.voxelbench.harness.device;
