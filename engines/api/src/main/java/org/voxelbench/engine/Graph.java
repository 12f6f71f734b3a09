package org.voxelbench.engine;

/** One run of a {@link Program}: its inputs, its weights and the ops that combine them. */
public interface Graph extends Ops {

  /**
   * The staged input of that name.
   *
   * @throws EngineException if the batch holds no such input
   */
  Tensor input(String name);

  /** Whether the batch holds an input of that name. */
  boolean hasInput(String name);

  /**
   * The weight of that name.
   *
   * @throws EngineException if there is no such weight
   */
  Tensor weight(String name);

  /** Whether there is a weight of that name. */
  boolean hasWeight(String name);
}
