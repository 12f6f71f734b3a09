/** nnU-Net's U-Nets as programs: topology, weights by name, initial values. */
package org.voxelbench.protocol.network;
