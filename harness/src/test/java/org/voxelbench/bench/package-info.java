/** What `make bench` measures: training step, forward pass, augmentation, waiting, memory. */
package org.voxelbench.bench;
