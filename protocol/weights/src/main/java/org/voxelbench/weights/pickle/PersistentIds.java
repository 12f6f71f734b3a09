package org.voxelbench.weights.pickle;

/** What lies outside of the pickle, by what the pickle calls it. */
@FunctionalInterface
public interface PersistentIds {

  /**
   * The value of an id.
   *
   * @throws PickleException if there is none
   */
  Object find(Arguments id);
}
