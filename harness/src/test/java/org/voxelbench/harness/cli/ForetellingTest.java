package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.IdleEngine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.forecast.Forecast;
import org.voxelbench.harness.forecast.Foretelling;
import org.voxelbench.harness.forecast.Slots;
import org.voxelbench.harness.forecast.Work;
import org.voxelbench.harness.run.BenchmarkRequest;
import org.voxelbench.harness.run.Job;
import org.voxelbench.harness.run.RunPaths;
import org.voxelbench.store.RunStore;

/** What is foretold, by a clock that the engine alone moves. */
class ForetellingTest {

  private static final double STEP = 0.1;

  /** A pass of a network over a batch, of validation or of two windows. */
  private static final double PASS = 0.04;

  private static final int CLASSES = 4;
  private static final double REPORT = 10;

  @TempDir private Path folder;

  private final AtomicLong nanos = new AtomicLong();
  private final Set<Integer> batches = new HashSet<>();
  private final Set<Optimizer> optimizers = new HashSet<>();
  private TinyBenchmark tiny;
  private BenchmarkRequest request;

  /** At the phantoms' own spacing, a case is no larger than a patch and takes one window. */
  @BeforeEach
  void draw() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    tiny.age();
    request =
        request(
            TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}"));
  }

  private BenchmarkRequest request(String tinyProtocol) throws IOException {
    String protocol =
        tinyProtocol
            .replace("spacing: [4, 4, 4]", "spacing: [10.4, 11.7, 10.4]")
            .replace("length: {epochs: 1, iterations: 1,", "length: {epochs: 3, iterations: 5,");
    return BenchmarkCommand.of(
            "benchmark",
            "--protocol",
            Files.writeString(folder.resolve("protocol.yaml"), protocol).toString(),
            "--data",
            folder.resolve("data").toString(),
            "--out",
            tiny.out().toString())
        .request();
  }

  @Test
  void stepsAndWindowsAreSummedOverJobsAndCases() throws IOException {
    Forecast forecast = forecast(new Slots(1, 0));

    double training = STEP + 3 * 5 * STEP + 3 * PASS;
    double inference = 2 * PASS / 2;
    assertThat(forecast.preparationSeconds()).isZero();
    assertThat(forecast.preTrainingSeconds()).isCloseTo(training, within(1e-6));
    assertThat(forecast.trainingSeconds()).isCloseTo(2 * training, within(1e-6));
    assertThat(forecast.inferenceSeconds()).isCloseTo(2 * inference, within(1e-6));
    assertThat(forecast.seconds()).isCloseTo(3 * training + 2 * inference + REPORT, within(1e-6));
    assertThat(forecast.jobSeconds()).hasSize(3);
    assertThat(forecast.cacheBytes()).isPositive().isLessThan(forecast.diskBytes());
    assertThat(tiny.left()).as("what files hold is remembered").containsExactly("remembered");
  }

  /** The pre-training and the random start side by side, then the run that waits for the first. */
  @Test
  void jobsSideBySideShareTheTime() {
    double training = STEP + 3 * 5 * STEP + 3 * PASS;
    double inference = 2 * PASS / 2;
    assertThat(forecast(new Slots(2, 0)).seconds())
        .isCloseTo(2 * training + inference + REPORT, within(1e-6));
  }

  @Test
  void aRecipeOfItsOwnIsRehearsedAsItTrains() throws IOException {
    request =
        request(
            "recipes: own\n"
                + TinyBenchmark.protocol(
                    "{id: mae, settings: {blockSize: 8}, batchSize: 3, optimizer: {name: adamw},"
                        + " pretrainingLength: {epochs: 7, iterations: 4, validationIterations: 0}}"));

    Forecast forecast = forecast(new Slots(1, 0));

    assertThat(batches).containsExactlyInAnyOrder(2, 3);
    assertThat(optimizers)
        .containsExactlyInAnyOrder(
            new Optimizer.AdamW(0.9, 0.999, 1e-8, 0.01, 12),
            new Optimizer.Sgd(0.99, true, 3e-5, 12));
    assertThat(forecast.preTrainingSeconds()).isCloseTo(STEP + 7 * 4 * STEP, within(1e-6));
  }

  private Forecast forecast(Slots slots) {
    DatasetCatalog catalog =
        new DatasetCatalog(request.data(), request.workspace(), Progress.SILENT);
    Preparation preparation =
        new Preparation(request.experiment().protocol(), request.workspace(), 1, Progress.SILENT);
    Faults faults = new Faults();
    VerifiedDatasets present =
        VerifiedDatasets.present(request.experiment(), catalog, preparation, faults);
    assertThat(faults.sentences()).isEmpty();
    RunPaths paths =
        new RunPaths(request.experiment(), new RunStore(request.workspace().root()), "idle");
    List<Work> work = Job.all(request.experiment(), paths).stream().map(Job::work).toList();
    return new Foretelling(
            request.experiment(), catalog, new Clockwork(), request.placement(), slots, nanos::get)
        .before(present, work, Progress.SILENT);
  }

  private void pass(double seconds) {
    nanos.addAndGet(Math.round(seconds * 1e9));
  }

  private record Shaped(int[] image) implements Batch {

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /** Computes nothing in a time that is known. */
  private final class Clockwork extends IdleEngine {

    @Override
    public synchronized Batch stage(Map<String, NdArray> inputs) {
      return new Shaped(inputs.values().iterator().next().shape());
    }

    @Override
    public Training training(
        Program objective, Weights weights, Set<String> trainable, Optimizer optimizer) {
      optimizers.add(optimizer);
      return new Training() {

        @Override
        public StepResult step(Batch batch, double learningRate) {
          batches.add(((Shaped) batch).image()[0]);
          pass(STEP);
          return new StepResult(0, 0, Map.of());
        }

        @Override
        public StepResult evaluate(Batch batch) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, NdArray> optimizerState() {
          return Map.of();
        }

        @Override
        public void restoreOptimizerState(Map<String, NdArray> state) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };
    }

    @Override
    public Inference inference(Program program, Weights weights) {
      return new Inference() {

        @Override
        public Outputs evaluate(Batch batch) {
          pass(PASS);
          int[] logits = ((Shaped) batch).image().clone();
          logits[1] = CLASSES;
          return new Zeros(logits);
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };
    }
  }

  private record Zeros(int[] logits) implements Outputs {

    @Override
    public Set<String> names() {
      return Set.of("logits");
    }

    @Override
    public int[] shape(String name) {
      return logits;
    }

    @Override
    public NdArray read(String name) {
      return NdArray.zeros(logits);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
