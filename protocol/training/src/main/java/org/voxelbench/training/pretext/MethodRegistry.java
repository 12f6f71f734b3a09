package org.voxelbench.training.pretext;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;

/**
 * All methods that can be found, by id; ill-formed and duplicate ids are refused before anything
 * runs.
 */
public final class MethodRegistry {

  private final Map<String, SslMethod<?>> methods = new TreeMap<>();

  /**
   * Registers the given methods.
   *
   * @throws BadInputException naming class and jar, if a method has no well-formed id, is built
   *     against another contract, or has the id of another
   */
  public MethodRegistry(Iterable<? extends SslMethod<?>> found) {
    for (SslMethod<?> method : found) {
      MethodInfo info = PluginCheck.infoOf(method);
      SslMethod<?> other = methods.put(info.id(), method);
      if (other != null) {
        throw new BadInputException(
            "two plugins call themselves method '"
                + info.id()
                + "': "
                + PluginCheck.origin(other.getClass())
                + " and "
                + PluginCheck.origin(method.getClass())
                + "; remove one.");
      }
    }
  }

  /**
   * Finds the methods on a class path.
   *
   * @throws BadInputException naming the plugin that can't be loaded
   */
  public static MethodRegistry find(ClassLoader loader) {
    return find(loader, List.of());
  }

  /**
   * Finds the methods on a class path and those of third parties.
   *
   * @param plugins one loader for each plugin, named as messages shall name it; the class path is
   *     above it
   * @throws BadInputException naming the plugin that can't be loaded, or holds no method of its own
   */
  public static MethodRegistry find(ClassLoader loader, List<? extends ClassLoader> plugins) {
    List<SslMethod<?>> found =
        new ArrayList<>(PluginCheck.load("the class path", loader, t -> true));
    for (ClassLoader plugin : plugins) {
      List<SslMethod<?>> own =
          PluginCheck.load(
              "'" + plugin.getName() + "'", plugin, type -> type.getClassLoader() == plugin);
      if (own.isEmpty()) {
        throw new BadInputException(
            "'"
                + plugin.getName()
                + "' holds no method of its own: its services line names none, or a class that"
                + " VoxelBench has too; rename the class, or remove the jar.");
      }
      found.addAll(own);
    }
    return new MethodRegistry(found);
  }

  /** All methods, by id. */
  public Collection<SslMethod<?>> all() {
    return methods.values();
  }

  /**
   * The method of that id.
   *
   * @throws BadInputException listing the known methods, if there is none
   */
  public SslMethod<?> get(String id) {
    SslMethod<?> method = methods.get(id);
    if (method == null) {
      throw new BadInputException(
          "unknown method '"
              + id
              + "'"
              + Suggestions.hint(id, methods.keySet())
              + "; known methods: "
              + String.join(", ", methods.keySet())
              + ".");
    }
    return method;
  }
}
