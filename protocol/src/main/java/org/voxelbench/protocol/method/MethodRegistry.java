package org.voxelbench.protocol.method;

import java.util.Collection;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.voxelbench.protocol.ProtocolException;
import org.voxelbench.protocol.file.Nearest;

/**
 * All methods that can be found, by id; ill-formed and duplicate ids are refused before anything
 * runs.
 */
public final class MethodRegistry {

  private final Map<String, SslMethod<?>> methods = new TreeMap<>();

  /** Registers the given methods. */
  public MethodRegistry(Iterable<? extends SslMethod<?>> found) {
    for (SslMethod<?> method : found) {
      MethodInfo info = method.info();
      SslMethod<?> other = methods.put(info.id(), method);
      if (other != null) {
        throw new ProtocolException(
            "two plugins call themselves method '"
                + info.id()
                + "': "
                + other.getClass().getName()
                + " and "
                + method.getClass().getName()
                + "; remove one.");
      }
    }
  }

  /**
   * Finds the methods on a class path.
   *
   * @throws ProtocolException naming the plugin that can't be loaded
   */
  public static MethodRegistry find(ClassLoader loader) {
    try {
      @SuppressWarnings("unchecked")
      Iterable<SslMethod<?>> found =
          (Iterable<SslMethod<?>>) (Iterable<?>) ServiceLoader.load(SslMethod.class, loader);
      return new MethodRegistry(found);
    } catch (ServiceConfigurationError e) {
      throw new ProtocolException("a method plugin can't be loaded: " + e.getMessage() + ".", e);
    }
  }

  /** All methods, by id. */
  public Collection<SslMethod<?>> all() {
    return methods.values();
  }

  /**
   * The method of that id.
   *
   * @throws ProtocolException listing the known methods, if there is none
   */
  public SslMethod<?> get(String id) {
    SslMethod<?> method = methods.get(id);
    if (method == null) {
      throw new ProtocolException(
          "unknown method '"
              + id
              + "'"
              + Nearest.hint(id, methods.keySet())
              + "; known methods: "
              + String.join(", ", methods.keySet())
              + ".");
    }
    return method;
  }
}
