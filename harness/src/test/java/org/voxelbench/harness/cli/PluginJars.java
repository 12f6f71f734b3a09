package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.voxelbench.training.pretext.SslMethod;

/**
 * Makes jars of plugins, as their authors would.
 *
 * @param folder where sources, classes and jars lie
 */
public record PluginJars(Path folder) {

  static final String SERVICES = "META-INF/services/" + SslMethod.class.getName();

  private static final String METHOD =
      """
      package org.example;

      import java.util.Optional;
      import org.voxelbench.training.pretext.*;

      public final class %s implements SslMethod<%s.Settings> {
        public record Settings() {}
        public MethodInfo info() {
          return new MethodInfo("%s", "A name", "A summary.", "A citation", "A licence");
        }
        public Settings defaults() {
          return new Settings();
        }
        public Optional<PretextTask> pretext(Settings settings) {
          return Optional.empty();
        }
      }
      """;

  /** A jar of one method without pre-training. */
  public Path method(String jar, String className, String id) throws IOException {
    Path classes = compiled(jar, Map.of(className, METHOD.formatted(className, className, id)));
    return jar(jar, classes, "org.example." + className);
  }

  /** Compiles sources of the package {@code org.example} by their class names. */
  public Path compiled(String name, Map<String, String> sources) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name + ".sources"));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Files.writeString(place.resolve(source.getKey() + ".java"), source.getValue());
    }
    try (Stream<Path> files = Files.list(place)) {
      return compiled(name, files.toList());
    }
  }

  public Path compiled(String name, List<Path> sources) throws IOException {
    Path classes = Files.createDirectories(folder.resolve(name + ".classes"));
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    List<String> files = sources.stream().map(Path::toString).toList();
    String[] arguments = Stream.concat(options.stream(), files.stream()).toArray(String[]::new);
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    return classes;
  }

  /** A jar of classes with a services line; null for none. */
  public Path jar(String name, Path classes, String services) throws IOException {
    Path jar = Files.createDirectories(folder).resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, zip);
      }
      if (services != null) {
        zip.putNextEntry(new ZipEntry(SERVICES));
        zip.write(services.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }
}
