/**
 * The engine contract: tensors, differentiable ops, weights and optimisers, without any
 * implementation.
 *
 * <p>Networks, losses and pretext tasks are written once as a {@link org.voxelbench.engine.Program}
 * against {@link org.voxelbench.engine.Ops}; an engine runs them eagerly or traces them into a
 * graph.
 */
package org.voxelbench.engine;
