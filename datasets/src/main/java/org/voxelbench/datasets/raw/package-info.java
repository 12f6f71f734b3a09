/** Data sets in nnU-Net's raw layout: reading, verifying, hashing. */
package org.voxelbench.datasets.raw;
