package org.voxelbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.cache.CachedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.Preprocessor;

/** Reading a patch of a real prepared case from its file, nothing of it in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx1g"})
public class CacheBenchmark {

  private static final int EDGE = 64;
  private static final RandomStream RANDOM = new RandomStreams(1).stream("patches");

  /** Target mm per voxel along every axis; at 1 mm the case is not resampled. */
  @Param({"1.0", "0.9"})
  public double spacing;

  private Path folder;
  private CachedCase prepared;
  private float[] patch;

  /** The data set that is measured, if it is there. */
  static Optional<Path> dataset() {
    return SharedFile.find("VOXELBENCH_DATA", "data", "raw/BraTS2015_sample");
  }

  /** Prepares one case. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    RawDataset whole = RawDataset.open(dataset().orElseThrow());
    RawDataset one = whole.only(whole.trainingCases().subList(0, 1));
    Plan plan = BenchPlan.plan(one, spacing);
    folder = Files.createTempDirectory("voxelbench-bench");
    Preprocessor.prepare(
        one,
        BenchPlan.fingerprint(),
        plan,
        "3d_fullres",
        folder,
        CaseWorkers.ofThreads(1, (cases, of) -> {}));
    prepared = PreparedDataset.open(folder, 0).preparedCase(one.trainingCases().get(0).id());
    patch = new float[prepared.channels() * EDGE * EDGE * EDGE];
  }

  /** Deletes it. */
  @TearDown(Level.Trial)
  public void delete() {
    AtomicFolder.remove(folder);
  }

  /** Reads a patch of all channels anywhere inside. */
  @Benchmark
  public float[] read() {
    int[] lower = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      lower[axis] = RANDOM.nextInt(0, prepared.shape()[axis] - EDGE + 1);
    }
    prepared.readImage(lower, new int[] {EDGE, EDGE, EDGE}, patch);
    return patch;
  }
}
