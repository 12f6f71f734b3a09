/**
 * DICOM series: finding their slices, their place in space, and their values, as ITK reads them.
 * {@code datasets.volume} comes in.
 */
package org.voxelbench.datasets.dicom;
