package org.voxelbench.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.voxelbench.base.file.Sha256;

/** A benchmark in a process of its own, as a user starts it, and what it made. */
public final class BenchmarkProcess {

  /** What two benchmarks of one protocol must make alike, byte for byte: all but times. */
  private static final Pattern COMPARED =
      Pattern.compile(
          "results\\.csv|(runs|pretraining)/.*/weights\\.safetensors|runs/.*/rows\\.csv"
              + "|runs/.*\\.nii\\.gz");

  private BenchmarkProcess() {}

  /** Starts one on the CPU; what it says is added to the log. */
  public static Process start(Path protocol, Path out, Path log, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // So short a process ends before what a second compiler makes would pay.
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                VoxelBench.class.getName(),
                "benchmark",
                "--protocol",
                protocol.toString(),
                "--out",
                out.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Hashes of results, weights, rows and predictions, by their paths. */
  public static Map<String, String> made(Path out) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : files(out)) {
      String name = out.relativize(file).toString();
      if (COMPARED.matcher(name).matches()) {
        hashes.put(name, Sha256.of(file));
      }
    }
    return hashes;
  }

  /** Files that are there now; some may vanish meanwhile. */
  public static List<Path> files(Path root) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> all = Files.list(root)) {
        for (Path path : all.toList()) {
          if (Files.isDirectory(path)) {
            found.addAll(files(path));
          } else {
            found.add(path);
          }
        }
      } catch (NoSuchFileException e) {
        return found;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }
}
