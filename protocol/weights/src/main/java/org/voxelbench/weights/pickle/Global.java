package org.voxelbench.weights.pickle;

import java.util.List;

/**
 * A class or function that a pickle names and whose meaning is known: what Python would call makes
 * a value here.
 *
 * @param name with its module
 * @param constructor what a call of it makes
 */
public record Global(String name, Constructor constructor) {

  /** Makes a value of what Python's function would be given. */
  @FunctionalInterface
  public interface Constructor {

    /**
     * The value.
     *
     * @throws PickleException if these are no arguments of it
     */
    Object of(Arguments arguments);
  }

  Object call(List<Object> arguments) {
    return constructor.of(new Arguments(name, arguments));
  }
}
