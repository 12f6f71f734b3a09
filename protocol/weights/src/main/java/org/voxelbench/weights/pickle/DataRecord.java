package org.voxelbench.weights.pickle;

import java.util.List;

/**
 * An object of a class that holds nothing but data: kept as what it was made of, never made.
 *
 * <p>Two records are equal only if they are the same one.
 */
public final class DataRecord implements Buildable {

  private final String type;
  private final List<Object> arguments;
  private Object state;

  DataRecord(String type, List<Object> arguments) {
    this.type = type;
    this.arguments = arguments;
  }

  /** The class with its module, such as {@code pathlib.PosixPath}. */
  public String type() {
    return type;
  }

  /** What its constructor would be given. */
  public List<Object> arguments() {
    return arguments;
  }

  /** Its attributes, usually a map; {@code null} if it has none. */
  public Object state() {
    return state;
  }

  @Override
  public void build(Object given) {
    state = given;
  }
}
