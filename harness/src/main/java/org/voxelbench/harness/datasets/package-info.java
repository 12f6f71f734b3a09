/**
 * The commands {@code voxelbench datasets ...}: which data sets there are, how they are had, and
 * what they hold; a command a class.
 *
 * <p>The command line comes in.
 */
package org.voxelbench.harness.datasets;
