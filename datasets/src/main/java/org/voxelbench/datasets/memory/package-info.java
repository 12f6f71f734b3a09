/**
 * What was found out about raw files, kept from one start to the next, so that a file that didn't
 * change is not read again.
 *
 * <p>The preparation and the harness may come in.
 */
package org.voxelbench.datasets.memory;
