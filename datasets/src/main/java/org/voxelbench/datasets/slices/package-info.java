/** Volumes that lie as a folder of PNG slices. {@code datasets.volume} comes in. */
package org.voxelbench.datasets.slices;
