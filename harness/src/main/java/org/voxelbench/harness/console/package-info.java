/**
 * What the command line shares: progress, exit codes, stop signals, messages in one line, and facts
 * about this machine.
 *
 * <p>All rooms of the harness may come in; it knows none of them.
 */
package org.voxelbench.harness.console;
