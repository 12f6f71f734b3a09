/**
 * Data sets as nnU-Net lays them out on disk: images, geometry, labels, cards, download, and
 * phantoms.
 */
package org.voxelbench.datasets;
