/** Learning rates and phases of a training, by epoch. */
package org.voxelbench.protocol.schedule;
