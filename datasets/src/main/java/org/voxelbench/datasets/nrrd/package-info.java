/** NRRD files: reading as ITK does, and writing. {@code datasets.volume} comes in. */
package org.voxelbench.datasets.nrrd;
