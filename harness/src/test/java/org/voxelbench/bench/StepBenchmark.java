package org.voxelbench.bench;

import java.util.List;
import java.util.Map;
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
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.training.loss.SegmentationObjective;
import org.voxelbench.training.network.Network;

/** One training step, and the forward pass alone, on a batch that is on the device already. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 7)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
public class StepBenchmark {

  /** Id of the engine. */
  @Param({"torch", "nd4j"})
  public String library;

  /** The arithmetic. */
  @Param({"FP32", "BF16"})
  public Precision precision;

  /** What is trained. */
  @Param("U_NET")
  public Subject subject;

  /** Threads of one op, 0 for one per core. */
  @Param("0")
  public int threads;

  private Engine engine;
  private Weights weights;
  private Batch batch;
  private Training training;
  private Inference forward;

  /** Opens the engine and stages one batch. */
  @Setup(Level.Trial)
  public void open() {
    Network network = subject.network();
    engine = BenchPlan.engine(library, Optional.of(precision), threads);
    weights = engine.weights(BenchPlan.initialWeights(network));
    batch = engine.stage(subject.batch());
    training =
        engine.training(
            BenchPlan.objective(network), weights, weights.names(), subject.optimizer());
    forward =
        engine.inference(
            graph -> {
              List<Tensor> logits =
                  network.forward(graph, graph.input(SegmentationObjective.IMAGE));
              return Map.of("logits", logits.get(0));
            },
            weights);
  }

  /** Frees what {@link #open} took. */
  @TearDown(Level.Trial)
  public void close() {
    forward.close();
    training.close();
    batch.close();
    weights.close();
    engine.close();
  }

  /** Forward, backward, clipping, update. */
  @Benchmark
  public StepResult step() {
    return training.step(batch, subject.learningRate());
  }

  /** The logits of all heads; those of full resolution are copied to the host. */
  @Benchmark
  public Map<String, NdArray> forward() {
    return forward.run(batch);
  }
}
