/** VolumeFusion: telling by how much two images were mixed. */
package org.voxelbench.methods.volumefusion;
