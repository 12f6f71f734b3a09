package org.voxelbench.harness.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.training.pretext.SslMethod;

/**
 * A jar of a third party.
 *
 * @param path where it lies
 * @param sha256 hash of its bytes
 * @param plugin whether it names methods; else it is a library that plugins may use
 */
public record PluginJar(Path path, String sha256, boolean plugin) {

  private static final String SERVICES = "META-INF/services/" + SslMethod.class.getName();

  /**
   * Looks into a jar.
   *
   * @throws BadInputException naming it, if it can't be read
   */
  static PluginJar read(Path path) {
    try (JarFile jar = new JarFile(path.toFile())) {
      return new PluginJar(path, Sha256.of(path), jar.getEntry(SERVICES) != null);
    } catch (IOException e) {
      throw new BadInputException(
          "the plugin '"
              + path
              + "' is no readable jar ("
              + e.getMessage()
              + "); build it again, or remove it.",
          e);
    }
  }

  /** The file's name. */
  public String name() {
    return path.getFileName().toString();
  }

  URL url() {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path of the default file system has a URL", e);
    }
  }
}
