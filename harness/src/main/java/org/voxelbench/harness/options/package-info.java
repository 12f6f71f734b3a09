/**
 * Options that several commands share, parsed and checked.
 *
 * <p>The commands may come in.
 */
package org.voxelbench.harness.options;
