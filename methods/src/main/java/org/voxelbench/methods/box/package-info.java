/** Boxes of voxels that several methods move, mix or hide. */
package org.voxelbench.methods.box;
