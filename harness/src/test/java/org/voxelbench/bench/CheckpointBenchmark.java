package org.voxelbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.memory.MeasuredTasks;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.loader.BatchLoader;
import org.voxelbench.training.loop.EpochLoop;
import org.voxelbench.training.loop.Interruption;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.loop.StagedBatch;
import org.voxelbench.training.loop.TrainingData;
import org.voxelbench.training.loop.TrainingTask;
import org.voxelbench.training.loop.ValidationScore;
import org.voxelbench.training.loss.SegmentationObjective;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.Budget;
import org.voxelbench.training.protocol.Checkpointing;
import org.voxelbench.training.protocol.Divergence;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.schedule.Schedule;

/**
 * A training of nnU-Net's ResEnc-L network, about 100 million weights, at a small patch, that is
 * saved on the way: {@link CheckpointCost} tells what that took.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+UseParallelGC"})
public class CheckpointBenchmark {

  private static final FixedPlan PLAN =
      new FixedPlan(
          List.of(1.0, 1.0, 1.0),
          List.of(32, 32, 32),
          BenchPlan.BATCH_SIZE,
          List.of(32, 64, 128, 256, 320, 320),
          List.of(1, 3, 4, 6, 6, 6));

  private static final int STEPS = 40;

  /** Often enough to fall into so few steps, seldom enough for steps without. */
  private static final double MINUTES = 0.5;

  /** Threads of one op, 0 for one per core. */
  @Param("0")
  public int threads;

  private final Interruption interruption = new Interruption();
  private Path folder;
  private Engine engine;

  /** Opens the engine. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    folder = Files.createTempDirectory("voxelbench-checkpoint");
    engine = BenchPlan.engine(BenchPlan.ENGINE, Optional.of(Precision.FP32), threads);
  }

  /** Frees what {@link #open} took. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    engine.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** One short epoch. */
  @Benchmark
  public Checkpoint training() {
    Network network =
        Network.of(PLAN.architecture(), 1, MeasuredTasks.labels().outputChannels(), false);
    SegmentationObjective objective = BenchPlan.objective(network);
    Length length = new Length(1, STEPS, 0);
    TrainingTask task =
        new TrainingTask(
            "checkpoints",
            objective,
            objective,
            ValidationScore.NONE,
            Schedule.DEFAULT.over(BenchPlan.LEARNING_RATE, 0, 1),
            length,
            Optimizer.Sgd.nnUNet(),
            trainable -> network.weights().names());
    RunFolder run = new RunStore(folder).preTraining(new PreTrainingKey("0", "b", "0", 1, "torch"));
    Limits limits =
        new Limits(Budget.none(), Divergence.standard(), new Checkpointing(MINUTES), interruption);
    StepTimes times = new StepTimes(interruption);
    Checkpoint end =
        new EpochLoop(engine, task, data(), run, limits, times)
            .run(BenchPlan.initialWeights(network));
    CheckpointProfiler.tell(CheckpointCost.of(times, network.weights().parameters()));
    return end;
  }

  /** The same batch again and again. */
  private TrainingData data() {
    int[] patch = PLAN.patchSize().stream().mapToInt(Integer::intValue).toArray();
    Map<String, NdArray> inputs = BenchPlan.inputs(BenchPlan.batches(patch).apply(0));
    return new TrainingData() {

      @Override
      public BatchLoader<StagedBatch> training(long first) {
        return BatchLoader.open(
            step -> new StagedBatch(engine.stage(inputs), List.of()), 1, 1, first, STEPS);
      }

      @Override
      public BatchLoader<StagedBatch> validation(int epoch) {
        return BatchLoader.open(step -> null, 1, 1, 0, 0);
      }
    };
  }
}
