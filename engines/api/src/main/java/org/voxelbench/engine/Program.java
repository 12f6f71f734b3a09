package org.voxelbench.engine;

import java.util.Map;

/**
 * A differentiable function of named inputs and weights, written once and run by any engine.
 *
 * <p>An engine may call it once per step or once per input shape, so it must be pure: the same
 * shapes give the same ops. It must not keep a {@link Tensor} after it has returned, and draws no
 * random numbers; randomness enters through inputs.
 */
@FunctionalInterface
public interface Program {

  /** The name of the scalar that a training objective must return. */
  String LOSS = "loss";

  /** Builds the outputs, by name, from the inputs and weights of the graph. */
  Map<String, Tensor> build(Graph graph);
}
