package org.voxelbench.weights.pickle;

/** A value that takes its state after it was made. */
public interface Buildable {

  /**
   * Takes the state.
   *
   * @throws PickleException if it isn't what such a value has
   */
  void build(Object state);
}
