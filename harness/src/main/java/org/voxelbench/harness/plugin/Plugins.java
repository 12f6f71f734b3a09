package org.voxelbench.harness.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.training.pretext.MethodRegistry;
import org.voxelbench.training.pretext.SslMethod;

/**
 * The built-in methods and those in jars of third parties.
 *
 * <p>Each plugin has a class loader of its own, so that two may hold classes of the same name; jars
 * without a services line are libraries, which all plugins see.
 */
public final class Plugins {

  private final Map<ClassLoader, PluginJar> plugins = new LinkedHashMap<>();
  private final List<PluginJar> jars;
  private final MethodRegistry methods;

  private Plugins(List<PluginJar> jars) {
    this.jars = List.copyOf(jars);
    ClassLoader builtIn = Plugins.class.getClassLoader();
    URL[] libraries =
        jars.stream().filter(jar -> !jar.plugin()).map(PluginJar::url).toArray(URL[]::new);
    ClassLoader shared =
        libraries.length == 0 ? builtIn : new URLClassLoader("libraries", libraries, builtIn);
    for (PluginJar jar : jars) {
      if (jar.plugin()) {
        plugins.put(new URLClassLoader(jar.path().toString(), new URL[] {jar.url()}, shared), jar);
      }
    }
    this.methods = MethodRegistry.find(builtIn, List.copyOf(plugins.keySet()));
  }

  /**
   * Loads jars, and all jars of folders.
   *
   * @throws BadInputException naming the file, if one is missing or can't be loaded, or two plugins
   *     have the same id
   */
  public static Plugins load(List<Path> places) {
    TreeSet<Path> files = new TreeSet<>();
    for (Path place : places) {
      try {
        Path real = place.toRealPath();
        files.addAll(Files.isDirectory(real) ? jarsIn(real) : List.of(real));
      } catch (IOException e) {
        throw new BadInputException(
            "the plugins '"
                + place
                + "' can't be read; --plugins (PLUGINS=) names a jar or a folder of jars.",
            e);
      }
    }
    List<PluginJar> jars = new ArrayList<>();
    files.forEach(file -> jars.add(PluginJar.read(file)));
    return new Plugins(jars);
  }

  private static List<Path> jarsIn(Path folder) throws IOException {
    return FolderListing.of(folder).stream()
        .filter(file -> file.getFileName().toString().endsWith(".jar"))
        .toList();
  }

  /** All methods. */
  public MethodRegistry methods() {
    return methods;
  }

  /** All jars, by path. */
  public List<PluginJar> jars() {
    return jars;
  }

  /** The jar that a method came in; empty if it is built in. */
  public Optional<PluginJar> jarOf(SslMethod<?> method) {
    return Optional.ofNullable(plugins.get(method.getClass().getClassLoader()));
  }
}
