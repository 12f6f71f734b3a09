/** Distances between the surfaces of two masks, in mm. */
package org.voxelbench.protocol.surface;
