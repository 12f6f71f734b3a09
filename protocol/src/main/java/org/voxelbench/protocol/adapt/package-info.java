/** Adaptation: pre-trained weights moved into a downstream network. */
package org.voxelbench.protocol.adapt;
