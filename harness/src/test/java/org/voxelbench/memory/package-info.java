/** What {@code make memory} measures: the peak memory of one training step of every method. */
package org.voxelbench.memory;
