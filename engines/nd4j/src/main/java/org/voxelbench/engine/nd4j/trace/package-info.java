/**
 * A program as SameDiff recorded it: its ops, their shapes, kernels and derivatives.
 *
 * <p>The nd4j engine may come in; it knows the engine contract alone.
 */
package org.voxelbench.engine.nd4j.trace;
