package org.voxelbench.harness.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.cli.BenchmarkProcess;
import org.voxelbench.harness.cli.TinyBenchmark;

/**
 * A corpus of as many volumes as OpenMind has, tiny ones: what a first and a second start take, and
 * that a process opens it prepared within 200 MB. Times are printed; property {@code
 * voxelbench.scale} makes it smaller.
 */
@Tag("long")
class ScaleTest {

  private static final int VOLUMES = Integer.getInteger("voxelbench.scale", 114_000);
  private static final String PROTOCOL =
      TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}");
  private static final String ROW = "%-44s %9s %9s %9s%n";

  @TempDir private Path folder;

  @Test
  void aCorpusOfOpenMindsSize() throws Exception {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    TinyBenchmark.writeCorpusCard(folder.resolve("data"));
    Path corpus = folder.resolve("data/unlabelled/MyCorpus");
    List<String> rows = new ArrayList<>();
    long begin = System.nanoTime();
    TinyVolumes.write(corpus.resolve("imagesTr"), VOLUMES);
    rows.add(row("drawn", begin, "", disk(corpus)));
    Path protocol = Files.writeString(folder.resolve("protocol.yaml"), PROTOCOL);

    rows.addAll(process("first start: ", "-Xmx2g", ScaleStart.class, protocol, corpus));
    rows.add(row("cache on disk", 0, "", disk(tiny.out().resolve("preprocessed"))));
    rows.add(row("remembered on disk", 0, "", disk(tiny.out().resolve("remembered"))));
    rows.addAll(process("second start: ", "-Xmx2g", ScaleStart.class, protocol, corpus));
    rows.addAll(process("a run: ", "-Xmx200m", ScaleOpening.class, protocol, corpus));
    rows.add(benchmark("benchmark, its first start after that", protocol, tiny.out()));
    rows.add(benchmark("benchmark, its second start", protocol, tiny.out()));

    System.out.printf(
        Locale.ROOT, "%,d volumes%n" + ROW, VOLUMES, "", "seconds", "heap MB", "disk MB");
    rows.forEach(System.out::print);
  }

  private static String row(String what, long begin, String heap, long bytes) {
    return String.format(
        Locale.ROOT,
        ROW,
        what,
        begin == 0 ? "" : seconds(begin),
        heap,
        bytes == 0 ? "" : Long.toString(bytes >> 20));
  }

  static String seconds(long begin) {
    return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begin) * 1e-9);
  }

  /** Bytes of blocks that the files of a folder take. */
  private static long disk(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(file -> (file.toFile().length() + 4095) / 4096 * 4096)
          .sum();
    }
  }

  /** Starts a program that prints what, seconds and heap of each of its parts, by tabs. */
  private List<String> process(
      String name, String heap, Class<?> program, Path protocol, Path corpus) throws Exception {
    Path log = folder.resolve(program.getSimpleName() + ".log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                protocol.toString(),
                corpus.toString(),
                folder.resolve("out").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor()).as(name + Files.readString(log)).isZero();
    return Files.readAllLines(log).stream()
        .map(line -> line.split("\t"))
        .filter(fields -> fields.length == 3)
        .map(fields -> String.format(ROW, name + fields[0], fields[1], fields[2], ""))
        .toList();
  }

  private String benchmark(String what, Path protocol, Path out) throws Exception {
    Path log = folder.resolve("benchmark.log");
    long begin = System.nanoTime();
    Process process =
        BenchmarkProcess.start(
            protocol, out, log, "--data", folder.resolve("data").toString(), "--device", "cpu");
    int code = process.waitFor();
    String row = row(what, begin, "", 0);
    assertThat(code).as(Files.readString(log)).isZero();
    return row;
  }

  /** Prints a part of a program with its time and the heap that it leaves. */
  static void print(String what, long begin) {
    String seconds = seconds(begin);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    System.out.println(String.join("\t", Arrays.asList(what, seconds, Long.toString(used >> 20))));
  }
}
