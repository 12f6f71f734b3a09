package org.voxelbench.engine.nd4j.trace;

/** How the gradient of an op's result becomes the gradients of its operands. */
@FunctionalInterface
interface Derivative {

  /**
   * Traces the gradients.
   *
   * @param gradient the loss's gradient by the op's result, of the result's shape
   * @return one per operand, of its shape; null where none flows
   */
  TracedTensor[] trace(TracedTensor gradient);
}
