package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Scripts for a scheduler in a real bash, among programs that only note their words. */
final class WrittenScripts {

  private static final String CALLS = "calls";
  private static final int SECONDS = 60;

  /** What scripts read, and whoever calls this test may have set. */
  private static final Set<String> READ = Set.of("CUDA_VISIBLE_DEVICES", "VOXELBENCH_JAVA_OPTS");

  private final Path temporary;
  private final Path bin;
  private final Path folder;
  private final Layout layout;
  private final Map<String, String> variables = new HashMap<>();

  /** Writes the scripts of {@code quick}, of which nothing is left yet. */
  WrittenScripts(Path temporary, String scheduler, String settings) throws IOException {
    this.temporary = temporary;
    this.folder = temporary.resolve("it's a \"folder\" of $HOME");
    this.bin = Files.createDirectories(temporary.resolve("bin"));
    Path launcher = program("vb", "printf '%s|' \"$@\" >>calls; echo >>calls; cat \"$LEFT\"");
    Path yaml = Files.writeString(temporary.resolve("cluster.yaml"), settings);
    this.layout =
        Layouts.of(
            "quick", ClusterSettings.read(yaml), Layouts.places(folder, launcher.toString()));
    layout.write(folder, Scheduler.of(scheduler));
    with("LEFT", temporary.resolve("left").toString());
    left("");
  }

  Path folder() {
    return folder;
  }

  /** A program that the scripts find before the system's. */
  Path program(String name, String body) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/bash\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  /** Sets a variable of all calls that follow. */
  void with(String variable, String value) {
    variables.put(variable, value);
  }

  /** What {@code voxelbench job --list} says. */
  void left(String lines) throws IOException {
    Files.writeString(temporary.resolve("left"), lines);
  }

  String preTraining() {
    return layout.matrix().groups().get(1).name();
  }

  /** What starts from the pre-training. */
  String training() {
    return layout.matrix().groups().stream()
        .filter(group -> group.needs().equals(List.of(preTraining())))
        .findFirst()
        .orElseThrow()
        .name();
  }

  /**
   * What a script answered.
   *
   * @param code its exit code
   * @param text all that it said
   */
  record Answer(int code, String text) {}

  /** Calls bash in the folder of the scripts; calls that were noted before are forgotten. */
  Answer bash(String... words) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve(CALLS));
    Path said = temporary.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of("bash"), Stream.of(words)).toList())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .directory(folder.toFile());
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    builder.environment().keySet().removeAll(READ);
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(said);
    assertThat(ended).as("it ends: " + text).isTrue();
    return new Answer(process.exitValue(), text);
  }

  /** Calls {@code submit.sh}, which must succeed. */
  Answer submit(String... options) throws IOException, InterruptedException {
    Answer answer =
        bash(Stream.concat(Stream.of("submit.sh"), Stream.of(options)).toArray(String[]::new));
    assertThat(answer.code()).as(answer.text()).isZero();
    return answer;
  }

  /** The calls of programs whose names begin so. */
  List<String> calls(String begin) throws IOException {
    return calls().stream().filter(line -> line.startsWith(begin)).toList();
  }

  /** All calls that were noted. */
  List<String> calls() throws IOException {
    Path noted = folder.resolve(CALLS);
    return Files.exists(noted) ? Files.readAllLines(noted) : List.of();
  }
}
