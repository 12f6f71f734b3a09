package org.voxelbench.harness.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.SslMethod;

/**
 * A Maven project of one method plugin, ready to be built and then changed.
 *
 * @param id the method's id
 * @param parent folder of such projects
 */
public record MethodProject(String id, Path parent) {

  private static final Pattern JAR = Pattern.compile("voxelbench-harness-(.*)\\.jar");
  private static final String SOURCES = "src/main/java/org/example/method/";
  private static final String TESTS = "src/test/java/org/example/method/";

  /** Refuses an ill-formed id. */
  public MethodProject {
    if (!MethodInfo.isId(id)) {
      throw new BadInputException(
          "'"
              + id
              + "' can't be the name of a method; use lower-case letters, digits and single"
              + " hyphens, such as NAME=my-method.");
    }
  }

  /** Where it lies. */
  public Path folder() {
    return parent.resolve(id);
  }

  /** The class of the method. */
  public String className() {
    return words("") + "Plugin";
  }

  private String words(String between) {
    return Arrays.stream(id.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(between));
  }

  /**
   * Writes the project.
   *
   * @param home folder of the built VoxelBench, whose version the project depends on
   * @throws BadInputException if the folder is there already
   */
  public void write(Path home) {
    if (Files.exists(folder())) {
      throw new BadInputException(
          "'" + folder() + "' is there already and stays as it is; choose another NAME.");
    }
    try {
      for (Map.Entry<String, String> file : files(home).entrySet()) {
        byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder().resolve(file.getKey()), out -> out.write(text));
      }
    } catch (IOException e) {
      throw new BadInputException("can't write '" + folder() + "': " + FileFault.words(e) + ".", e);
    }
  }

  /** Text of each file by its path below the folder. */
  private Map<String, String> files(Path home) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", filled("pom.xml").replace("@VERSION@", version(home)));
    files.put(SOURCES + className() + ".java", filled("Plugin.java"));
    files.put(TESTS + className() + "Test.java", filled("PluginTest.java"));
    files.put(
        "src/main/resources/META-INF/services/" + SslMethod.class.getName(),
        "org.example.method." + className() + "\n");
    files.put(".gitignore", "target/\n");
    return files;
  }

  /** As the jars there are named. */
  private static String version(Path home) throws IOException {
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      return jars.map(jar -> JAR.matcher(jar.getFileName().toString()))
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1))
          .findFirst()
          .orElseThrow(() -> new IOException("'" + home + "' holds no built VoxelBench"));
    }
  }

  private String filled(String template) {
    try (InputStream in =
        MethodProject.class.getResourceAsStream("newmethod/" + template + ".template")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@ID@", id)
          .replace("@TITLE@", words(" "))
          .replace("@CLASS@", className());
    } catch (IOException e) {
      throw new IllegalStateException("template " + template + " can't be read", e);
    }
  }
}
