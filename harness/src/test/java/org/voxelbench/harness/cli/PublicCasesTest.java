package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small inputs after public bug reports: each folder is used as {@code expected.json} says, and
 * comes out right or is refused with the right sentence.
 *
 * <p>They lie in {@code VOXELBENCH_PUBLIC_CASES}, else in {@code public-cases} of the shared data;
 * an {@code expected.json} there stands in place of this project's own.
 */
@Tag("long")
class PublicCasesTest {

  /** What is expected of every folder. */
  record Expected(int schema, Map<String, List<Step>> folders) {}

  /**
   * A file that is copied, or a command and what it must answer.
   *
   * @param copy from where to where
   * @param run the command's arguments
   * @param exit its exit code
   * @param says patterns of what it says
   * @param neverSays patterns of what it doesn't
   */
  record Step(
      List<String> copy, List<String> run, int exit, List<String> says, List<String> neverSays) {}

  @TempDir private Path work;

  @TestFactory
  List<DynamicTest> everyFolder() throws IOException {
    String named = System.getenv("VOXELBENCH_PUBLIC_CASES");
    Path root = named == null ? SharedData.folder().resolve("public-cases") : Path.of(named);
    assumeTrue(
        Files.isDirectory(root),
        () -> "there is no folder " + root + "; name it with VOXELBENCH_PUBLIC_CASES");
    Map<String, List<Step>> expected = expected(root).folders();
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(
              folder -> {
                String name = folder.getFileName().toString();
                return DynamicTest.dynamicTest(
                    name,
                    () -> {
                      assumeTrue(
                          expected.containsKey(name),
                          () -> "expected.json says nothing of the folder " + name);
                      walk(folder, expected.get(name));
                    });
              })
          .toList();
    }
  }

  private static Expected expected(Path root) throws IOException {
    Path own = root.resolve("expected.json");
    try (InputStream in =
        Files.exists(own)
            ? Files.newInputStream(own)
            : PublicCasesTest.class.getResourceAsStream("/public-cases/expected.json")) {
      return new ObjectMapper().readValue(in, Expected.class);
    }
  }

  private void walk(Path folder, List<Step> steps) throws IOException {
    Path scratch = Files.createDirectories(work.resolve(folder.getFileName()));
    for (Step step : steps) {
      if (step.copy() != null) {
        Path to = Path.of(filled(step.copy().get(1), folder, scratch));
        Files.createDirectories(to.getParent());
        Files.copy(Path.of(filled(step.copy().get(0), folder, scratch)), to);
      } else {
        check(step, folder, scratch);
      }
    }
  }

  private static void check(Step step, Path folder, Path scratch) throws IOException {
    Object[] arguments = new Object[step.run().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = filled(step.run().get(i), folder, scratch);
    }
    Console console = Console.run(arguments);
    String said = String.join(" ", step.run()) + "\n" + console.text();
    assertThat(console.exitCode()).as(said).isEqualTo(step.exit());
    for (String pattern : step.says() == null ? List.<String>of() : step.says()) {
      assertThat(console.text()).containsPattern(Pattern.compile(pattern));
    }
    for (String pattern : step.neverSays() == null ? List.<String>of() : step.neverSays()) {
      assertThat(console.text()).doesNotContainPattern(Pattern.compile(pattern));
    }
  }

  private static String filled(String text, Path folder, Path scratch) throws IOException {
    String filled = text.replace("{case}", folder.toString()).replace("{work}", scratch.toString());
    if (!filled.contains("{run}") && !filled.contains("{cases}")) {
      return filled;
    }
    Path run = only(scratch.resolve("out/runs"));
    return filled
        .replace("{run}", run.toString())
        .replace("{cases}", cases(run.resolve("predictions")));
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> folders = entries.filter(Files::isDirectory).toList();
      assertThat(folders).as("runs in " + folder).hasSize(1);
      return folders.get(0);
    }
  }

  private static String cases(Path predictions) throws IOException {
    try (Stream<Path> files = Files.list(predictions)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".nii.gz"))
          .map(name -> name.substring(0, name.length() - ".nii.gz".length()))
          .sorted()
          .collect(Collectors.joining(","));
    }
  }
}
