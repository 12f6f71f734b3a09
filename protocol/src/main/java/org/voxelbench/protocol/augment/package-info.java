/** nnU-Net's data augmentation, on the CPU, reproducible from a random stream. */
package org.voxelbench.protocol.augment;
