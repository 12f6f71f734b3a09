/**
 * Weights, gradients and what an optimiser remembers, each in one flat buffer, and the rules that
 * move weights along their gradients.
 */
package org.voxelbench.engine.torch.optimizer;
