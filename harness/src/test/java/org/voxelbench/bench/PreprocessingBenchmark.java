package org.voxelbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.cache.CacheFilling;
import org.voxelbench.preparation.cache.PreparedFolder;
import org.voxelbench.preparation.cache.PreprocessedCase;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.preprocess.CasePreprocessor;

/** Preprocessing real cases one after the other on one thread, from their files. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
public class PreprocessingBenchmark {

  private static final int CASES = 20;
  private static final RandomStreams STREAMS = new RandomStreams(1);

  /** Target mm per voxel along every axis; the cases have 1 mm. */
  @Param({"1.0", "0.8"})
  public double spacing;

  private List<RawCase> cases;
  private Labels labels;
  private CasePreprocessor preprocessor;
  private Path folder;
  private CacheFilling filling;
  private int next;

  /** The data set that is measured, if it is there. */
  static Optional<Path> dataset() {
    return SharedFile.find("VOXELBENCH_DATA", "data", "raw/Task04_Hippocampus");
  }

  /** Lists the cases; their files are read by each operation. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    RawDataset dataset = RawDataset.open(dataset().orElseThrow());
    Plan plan = BenchPlan.plan(dataset, spacing);
    cases = dataset.trainingCases().stream().limit(CASES).toList();
    labels = dataset.labels();
    preprocessor = new CasePreprocessor(plan, plan.configuration("3d_fullres"));
    folder = Files.createTempDirectory("voxelbench-bench");
    SortedMap<String, String> madeOf = new TreeMap<>();
    cases.forEach(raw -> madeOf.put(raw.id(), "bench"));
    filling =
        new PreparedFolder(folder)
            .begin(BenchPlan.fingerprint(), plan, "3d_fullres", "bench", madeOf);
  }

  /** Deletes what was saved. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Image and labels read, cropped, normalised, resampled; class locations sampled. */
  @Benchmark
  public PreprocessedCase run() {
    RawCase raw = cases.get(next++ % cases.size());
    return preprocessor.run(raw, Optional.of(labels), STREAMS.stream(raw.id()));
  }

  /** The same, and saved compressed. */
  @Benchmark
  public PreprocessedCase save() {
    PreprocessedCase prepared = run();
    filling.add(prepared);
    return prepared;
  }
}
