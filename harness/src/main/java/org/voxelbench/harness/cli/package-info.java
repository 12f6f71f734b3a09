/**
 * The commands: they parse, call the rooms that do the work, and print.
 *
 * <p>Nobody comes in; it may know all others.
 */
package org.voxelbench.harness.cli;
