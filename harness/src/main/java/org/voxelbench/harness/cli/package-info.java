/**
 * The commands: they parse, call the rooms that do the work, and print.
 *
 * <p>The library alone comes in, to start what a command starts; it may know all others.
 */
package org.voxelbench.harness.cli;
