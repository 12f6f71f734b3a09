package org.voxelbench.harness.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.cli.BenchmarkProcess;
import org.voxelbench.harness.cli.TinyBenchmark;

/**
 * A download of OpenMind with as many volumes as it has, tiny ones: what a first and a second start
 * take, and that a process opens it prepared within 200 MB. Times are printed, CPU as it adds up in
 * a process; property {@code voxelbench.scale} makes it smaller.
 */
@Tag("long")
class ScaleTest {

  private static final int VOLUMES = Integer.getInteger("voxelbench.scale", 114_000);
  private static final String PROTOCOL =
      TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}")
          .replace(
              "datasets: [MyCorpus]",
              "datasets: [OpenMind]\n  keep: {preset: nnssl, fileBytes: 1000, quality: 2.5}");
  private static final String ROW = "%-40s %9s %9s %9s %9s%n";

  @TempDir private Path folder;

  @Test
  void aCorpusOfOpenMindsSize() throws Exception {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    Path data = folder.resolve("data");
    Path corpus = Files.createDirectories(data.resolve("OpenMind"));
    System.out.printf(
        Locale.ROOT, "%,d volumes%n" + ROW, VOLUMES, "", "seconds", "CPU s", "heap MB", "disk MB");
    long begin = System.nanoTime();
    new TinyOpenMind(corpus, VOLUMES).write();
    System.out.printf(ROW, "drawn", seconds(begin), "", "", mebibytes(corpus));
    Path protocol = Files.writeString(folder.resolve("protocol.yaml"), PROTOCOL);

    process("first start: ", "-Xmx2g", ScaleStart.class, protocol, data);
    System.out.printf(ROW, "cache", "", "", "", mebibytes(tiny.out().resolve("preprocessed")));
    System.out.printf(ROW, "remembered", "", "", "", mebibytes(tiny.out().resolve("remembered")));
    process("second start: ", "-Xmx2g", ScaleStart.class, protocol, data);
    process("a run: ", "-Xmx200m", ScaleOpening.class, protocol, data);
    benchmark("a benchmark after that, tiny", protocol, tiny.out());
    benchmark("the same again", protocol, tiny.out());
  }

  static String seconds(long begin) {
    return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begin) * 1e-9);
  }

  /** What the blocks of a folder's files take. */
  private static long mebibytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
              .filter(Files::isRegularFile)
              .mapToLong(file -> (file.toFile().length() + 4095) / 4096 * 4096)
              .sum()
          >> 20;
    }
  }

  /** Starts a program that prints its parts, each with seconds, CPU and heap, by tabs. */
  private void process(String name, String heap, Class<?> program, Path protocol, Path data)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                protocol.toString(),
                data.toString(),
                folder.resolve("out").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process
        .inputReader()
        .lines()
        .map(line -> line.split("\t"))
        .filter(fields -> fields.length == 4)
        .forEach(
            fields ->
                System.out.printf(ROW, name + fields[0], fields[1], fields[2], fields[3], ""));
    assertThat(process.waitFor()).as(name).isZero();
  }

  private void benchmark(String what, Path protocol, Path out) throws Exception {
    Path log = folder.resolve("benchmark.log");
    long begin = System.nanoTime();
    Process process =
        BenchmarkProcess.start(
            protocol, out, log, "--data", folder.resolve("data").toString(), "--device", "cpu");
    int code = process.waitFor();
    System.out.printf(ROW, what, seconds(begin), "", "", "");
    assertThat(code).as(Files.readString(log)).isZero();
  }

  /** Prints a part of a program with its time, all CPU time so far and the heap that it leaves. */
  static void print(String what, long begin) {
    String seconds = seconds(begin);
    double cpu =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() * 1e-9;
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    System.out.printf(Locale.ROOT, "%s\t%s\t%.1f\t%d%n", what, seconds, cpu, used >> 20);
  }
}
