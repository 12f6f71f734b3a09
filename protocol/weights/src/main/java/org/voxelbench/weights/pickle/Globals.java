package org.voxelbench.weights.pickle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The globals that are understood, by name; there are no others. */
public final class Globals {

  private final Map<String, Object> known = new HashMap<>();

  /** A class or function, and what a call of it makes. */
  public Globals function(String name, Global.Constructor constructor) {
    known.put(name, new Global(name, constructor));
    return this;
  }

  /** A value that the pickle takes by name. */
  public Globals constant(String name, Object value) {
    known.put(name, value);
    return this;
  }

  /** What a module's name means; names of Python 2 are those of Python 3. */
  Optional<Object> find(String module, String name) {
    return Optional.ofNullable(known.get(canonical(module) + "." + name));
  }

  private static String canonical(String module) {
    return switch (module) {
      case "__builtin__" -> "builtins";
      case "numpy._core.multiarray" -> "numpy.core.multiarray";
      case "numpy._core.numeric" -> "numpy.core.numeric";
      case "pathlib._local" -> "pathlib";
      default -> module;
    };
  }
}
