/** What `make bench` measures: training, prediction, data preparation, waiting, memory. */
package org.voxelbench.bench;
