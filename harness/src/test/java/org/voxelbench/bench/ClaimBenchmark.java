package org.voxelbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.voxelbench.base.claim.Claims;
import org.voxelbench.base.file.AtomicFolder;

/** What it costs a unit of work that many processes share a folder: two files, synced. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx1g"})
public class ClaimBenchmark {

  private Path folder;
  private int units;

  /** Makes an empty folder of claims. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    folder = Files.createTempDirectory("voxelbench-bench");
  }

  /** Deletes it. */
  @TearDown(Level.Trial)
  public void delete() {
    AtomicFolder.remove(folder);
  }

  /** Takes the right to a unit that nobody had before, and gives it back. */
  @Benchmark
  public void takeAndGiveBack() {
    Claims.ofProcess().take(folder.resolve("unit" + units++)).orElseThrow().close();
  }
}
