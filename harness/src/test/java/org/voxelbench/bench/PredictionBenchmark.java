package org.voxelbench.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Weights;
import org.voxelbench.evaluation.inference.Forward;
import org.voxelbench.evaluation.inference.Logits;
import org.voxelbench.evaluation.inference.Predictor;
import org.voxelbench.evaluation.inference.PredictorSettings;
import org.voxelbench.training.network.Network;

/** Predicting a preprocessed case in memory by a sliding window, in fp32. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
public class PredictionBenchmark {

  /** The case, D x H x W. */
  @Param({"36x50x35", "96x112x96"})
  public String shape;

  /** Whether each tile is predicted in all eight mirrored copies. */
  @Param({"false", "true"})
  public boolean mirroring;

  /** Threads of one op, 0 for one per core. */
  @Param("0")
  public int threads;

  private Engine engine;
  private Weights weights;
  private Predictor predictor;
  private SyntheticCase image;

  /** Opens the engine and prepares the network. */
  @Setup(Level.Trial)
  public void open() {
    Network network = BenchPlan.network();
    Forward forward = (graph, patches) -> network.forward(graph, patches).get(0);
    PredictorSettings settings = PredictorSettings.nnUNet();
    engine = BenchPlan.engine(BenchPlan.ENGINE, Optional.of(Precision.FP32), threads);
    weights = engine.weights(BenchPlan.initialWeights(network));
    predictor =
        new Predictor(
            engine,
            forward,
            List.of(weights),
            BenchPlan.PATCH,
            new PredictorSettings(
                settings.step(),
                settings.gaussian(),
                mirroring ? settings.mirrorAxes() : List.of(),
                settings.batchSize()));
    image = SyntheticCase.draw("case", BenchPlan.shape(shape), new RandomStreams(1).stream("case"));
  }

  /** Frees what {@link #open} took. */
  @TearDown(Level.Trial)
  public void close() {
    predictor.close();
    weights.close();
    engine.close();
  }

  /** The logits of the whole case. */
  @Benchmark
  public float predict() {
    int[] size = image.shape();
    try (Logits logits =
        predictor.predict(image.image(), new int[] {1, size[0], size[1], size[2]})) {
      return logits.channel(0)[0];
    }
  }
}
