package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunStore;

/**
 * Several benchmarks on one folder make what one makes, each unit once, whatever becomes of them.
 */
class SharedFolderTest {

  /** How long processes are killed: {@code -Dvoxelbench.torture.seconds=600} is ten minutes. */
  private static final int SECONDS = Integer.getInteger("voxelbench.torture.seconds", 45);

  private static final int PROCESSES = Integer.getInteger("voxelbench.torture.processes", 8);
  private static final long SEED = Long.getLong("voxelbench.torture.seed", 22L);
  private static final int INTERRUPTED = 75;

  /** A file system that knows no locks, as NFS without its lock daemon. */
  private static final String NO_LOCKS =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <errno.h>
      #include <fcntl.h>
      #include <stdarg.h>
      static int refused(int command) {
        return command == F_SETLK || command == F_SETLKW || command == F_GETLK
            || command == F_OFD_SETLK || command == F_OFD_SETLKW || command == F_OFD_GETLK;
      }
      #define WRAP(name) \\
        int name(int file, int command, ...) { \\
          va_list rest; va_start(rest, command); void *argument = va_arg(rest, void *); \\
          va_end(rest); \\
          if (refused(command)) { errno = ENOLCK; return -1; } \\
          int (*next)(int, int, ...) = (int (*)(int, int, ...)) dlsym(RTLD_NEXT, #name); \\
          return next(file, command, argument); }
      WRAP(fcntl)
      WRAP(fcntl64)
      int flock(int file, int how) { errno = ENOLCK; return -1; }
      int lockf(int file, int how, off_t length) { errno = ENOLCK; return -1; }
      int lockf64(int file, int how, off64_t length) { errno = ENOLCK; return -1; }
      """;

  @TempDir private static Path folder;
  private static Path protocol;
  private static Map<String, String> expected;

  @BeforeAll
  static void runAlone() throws Exception {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    String text =
        TinyBenchmark.protocol(
                "{id: scratch-dynamic, label: scratch}", "{id: mae, settings: {blockSize: 4}}")
            .replace("seeds: [1]", "seeds: [1, 2, 3]");
    protocol = Files.writeString(folder.resolve("shared.yaml"), text);
    Process alone = start(folder.resolve("alone"), Map.of());
    assertThat(alone.waitFor()).as(log()).isZero();
    expected = BenchmarkProcess.made(folder.resolve("alone"));
    assertThat(expected.keySet().stream().filter(name -> name.endsWith("weights.safetensors")))
        .hasSize(7);
  }

  private static Process start(Path out, Map<String, String> environment, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Djava.awt.headless=true"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(VoxelBench.class.getName(), "benchmark", "--device", "cpu"));
    command.addAll(List.of("--protocol", protocol.toString(), "--out", out.toString()));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log.txt").toFile()))
        .start();
  }

  private static String log() throws IOException {
    return Files.readString(folder.resolve("log.txt"));
  }

  private static List<Manifest> manifests(Path out) {
    RunStore store = new RunStore(out);
    List<Manifest> all = new ArrayList<>(store.runs());
    all.addAll(store.preTrainings());
    return all;
  }

  private static void assertWhole(Path out) throws IOException {
    assertThat(BenchmarkProcess.made(out)).as(log()).isEqualTo(expected);
    assertThat(manifests(out)).allMatch(manifest -> manifest.state() == RunState.DONE).hasSize(7);
    assertThat(
            BenchmarkProcess.files(out).stream().filter(file -> file.toString().endsWith(".part")))
        .isEmpty();
    assertThat(out.resolve("report/index.html")).exists();
  }

  private static void awaitAll(List<Process> processes) throws Exception {
    for (Process process : processes) {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(log()).isTrue();
      assertThat(process.exitValue()).as(log()).isZero();
    }
  }

  @Test
  @Tag("long")
  void threeAtATimeDoEachUnitOnce() throws Exception {
    Path out = folder.resolve("three");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(start(out, Map.of(), "-Dvoxelbench.node=node" + i));
    }
    awaitAll(processes);
    assertWhole(out);
    assertThat(manifests(out)).allMatch(manifest -> manifest.starts() == 1);
  }

  @Test
  @Tag("long")
  void aFileSystemWithoutLocksIsGoodEnough() throws Exception {
    Path source = Files.writeString(folder.resolve("nolocks.c"), NO_LOCKS);
    Path shim = folder.resolve("nolocks.so");
    assumeTrue(compiles(source, shim), "there is no C compiler (cc) to make a test library with");
    Path out = folder.resolve("nolocks");
    Map<String, String> environment = Map.of("LD_PRELOAD", shim.toString());
    awaitAll(List.of(start(out, environment), start(out, environment)));
    assertWhole(out);
    assertThat(manifests(out)).allMatch(manifest -> manifest.starts() == 1);
  }

  private static boolean compiles(Path source, Path library) throws InterruptedException {
    try {
      return new ProcessBuilder(
                  "cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException none) {
      return false;
    }
  }

  /**
   * Eight processes, each for a machine of its own, of which one after the other is killed, asked
   * to stop, or stopped until others take it for dead, and started again.
   */
  @Test
  @Tag("torture")
  void whoeverIsKilledOrStoppedEachUnitIsDoneOnce() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    for (int round = 0; round == 0 || System.nanoTime() < end; round++) {
      Path out = folder.resolve("torture-" + round);
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(startNode(out, i));
      }
      while (System.nanoTime() < end && processes.stream().anyMatch(Process::isAlive)) {
        Thread.sleep(200 + random.nextInt(2000));
        int victim = random.nextInt(PROCESSES);
        hit(processes.get(victim), random);
        for (int i = 0; i < PROCESSES; i++) {
          if (!processes.get(i).isAlive() && processes.get(i).exitValue() != 0) {
            processes.set(i, startNode(out, i));
          }
        }
      }
      for (int i = 0; i < PROCESSES; i++) {
        signal("CONT", processes.get(i));
        assertThat(processes.get(i).waitFor(10, TimeUnit.MINUTES)).as(log()).isTrue();
      }
      Process last = startNode(out, PROCESSES);
      assertThat(last.waitFor()).as(log()).isZero();
      assertWhole(out);
      assertThat(log())
          .as("nothing but a stop and a loss ends a process")
          .doesNotContain("Exception");
      assertThat(processes)
          .allMatch(process -> List.of(0, INTERRUPTED, 137, 143).contains(process.exitValue()));
    }
  }

  private static Process startNode(Path out, int number) throws IOException {
    return start(
        out, Map.of(), "-Dvoxelbench.node=node" + number, "-Dvoxelbench.claims.seconds=0.5");
  }

  private static void hit(Process victim, SplittableRandom random) throws Exception {
    switch (random.nextInt(3)) {
      case 0 -> signal("KILL", victim);
      case 1 -> signal("TERM", victim);
      default -> {
        signal("STOP", victim);
        if (random.nextBoolean()) {
          Thread.sleep(random.nextInt(9000));
          signal("CONT", victim);
        }
      }
    }
  }

  private static void signal(String name, Process process) throws Exception {
    if (process.isAlive()) {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }
  }
}
