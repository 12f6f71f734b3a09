package org.voxelbench.harness.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.IdleEngine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.TestDevice;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.training.loader.BatchLoader;
import org.voxelbench.training.loop.StagedBatch;
import org.voxelbench.training.loop.TrainingData;
import org.voxelbench.training.loop.TrainingTask;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.schedule.Schedule;

class StepMeasurementTest {

  private static final Length LENGTH = new Length(1, 100, 2);
  private static final int PARAMETERS = 1000;
  private static final double HELD = 1e6;
  private static final double ACTIVATIONS = 5e5;

  /** Seconds that steps take, one after another; the last is that of all further ones. */
  private final AtomicLong nanos = new AtomicLong();

  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicInteger validated = new AtomicInteger();

  /** Takes a time for the first step, another for the rest, and memory with the first. */
  private final class Device extends IdleEngine {

    private final String device;
    private final double first;
    private final double step;
    private boolean tried;

    Device(String device, double first, double step) {
      this.device = device;
      this.first = first;
      this.step = step;
    }

    @Override
    public EngineInfo info() {
      return new EngineInfo("idle", "0", device, "none", Precision.FP32, "idle", 1, true);
    }

    @Override
    public boolean resetPeakMemory() {
      tried = steps.get() > 0;
      return true;
    }

    @Override
    public Training training(
        Program objective, Weights weights, Set<String> trainable, Optimizer optimizer) {
      Training idle = super.training(objective, weights, trainable, optimizer);
      return new Training() {

        @Override
        public StepResult step(Batch batch, double learningRate) {
          nanos.addAndGet(Math.round((steps.getAndIncrement() == 0 ? first : step) * 1e9));
          return idle.step(batch, learningRate);
        }

        @Override
        public StepResult evaluate(Batch batch) {
          return idle.evaluate(batch);
        }

        @Override
        public Map<String, NdArray> optimizerState() {
          return idle.optimizerState();
        }

        @Override
        public void restoreOptimizerState(Map<String, NdArray> state) {
          idle.restoreOptimizerState(state);
        }

        @Override
        public void close() {
          idle.close();
        }
      };
    }

    /** The first batch takes five times as long. */
    @Override
    public Inference inference(Program program, Weights weights) {
      return new Inference() {

        @Override
        public Outputs evaluate(Batch batch) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, NdArray> run(Batch batch) {
          nanos.addAndGet(validated.getAndIncrement() == 0 ? 500_000_000L : 100_000_000L);
          return Map.of();
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };
    }

    /** A card tries kernels in all the memory that it has. */
    @Override
    public long peakMemoryBytes() {
      double weights = 4.0 * PARAMETERS * (2 + Optimizer.Sgd.nnUNet().slots());
      double trial = info().onCpu() || tried ? 0 : 1e9;
      return (long) (steps.get() == 0 ? HELD : HELD + weights + ACTIVATIONS + trial);
    }
  }

  private StepCost measure(double first, double step, double scale) {
    return measure(new Device(TestDevice.CPU, first, step), scale);
  }

  private StepCost measure(Device device, double scale) {
    TrainingTask task =
        new TrainingTask(
            "made up",
            graph -> Map.of(),
            graph -> Map.of(),
            () -> null,
            Schedule.DEFAULT.over(0.1, 0, 1),
            LENGTH,
            Optimizer.Sgd.nnUNet(),
            trainable -> Set.of("weight"));
    TrainingData data =
        new TrainingData() {

          @Override
          public BatchLoader<StagedBatch> training(long firstIteration) {
            return batches(LENGTH.steps());
          }

          @Override
          public BatchLoader<StagedBatch> validation(int epoch) {
            return batches(LENGTH.validationIterations());
          }

          private BatchLoader<StagedBatch> batches(long end) {
            return BatchLoader.open(
                i -> new StagedBatch(device.stage(Map.of()), List.of()), 1, 2, 0, end);
          }
        };
    Map<String, NdArray> initial = Map.of("weight", NdArray.zeros(PARAMETERS));
    StepCost cost = new StepMeasurement(device, nanos::get).measure(task, data, initial, scale);
    assertThat(device.open()).as("batches left open").isZero();
    return cost;
  }

  @Test
  void theFirstStepAndTheFirstValidationBatchStandApart() {
    StepCost cost = measure(0.9, 0.2, 1);
    assertThat(steps).hasValue(StepMeasurement.STEPS);
    assertThat(cost.openingSeconds()).isCloseTo(0.9, within(1e-9));
    assertThat(cost.stepSeconds()).isCloseTo(0.2, within(1e-9));
    assertThat(cost.validationSeconds()).isCloseTo(0.1, within(1e-9));
    assertThat(cost.seconds(new Length(3, 50, 4)))
        .isCloseTo(0.9 + 150 * 0.2 + 12 * 0.1, within(1e-9));
  }

  @Test
  void ofLongStepsASecondIsEnough() {
    assertThat(measure(9, 6, 1).stepSeconds()).isCloseTo(6, within(1e-9));
    assertThat(steps).hasValue(2);
  }

  @Test
  void ofVeryLongStepsTheFirstIsEnough() {
    assertThat(measure(12, 11, 1).stepSeconds()).isCloseTo(12, within(1e-9));
    assertThat(steps).hasValue(1);
  }

  @Test
  void whatACardTriesInTheFirstStepIsNotTakenForFurtherOnes() {
    StepCost cost = measure(new Device("cuda:0", 12, 0.2), 6);
    assertThat(cost.openingSeconds()).isCloseTo(72, within(1e-9));
    assertThat(cost.stepSeconds()).isCloseTo(1.2, within(1e-9));
    double held = 4.0 * PARAMETERS * (2 + Optimizer.Sgd.nnUNet().slots());
    assertThat(cost.memoryBytes()).isCloseTo(HELD + held + 6 * ACTIVATIONS, within(1.0));
  }

  @Test
  void aPartIsScaledButForWeights() {
    StepCost cost = measure(0.9, 0.2, 6);
    assertThat(cost.stepSeconds()).isCloseTo(1.2, within(1e-9));
    double weights = 4.0 * PARAMETERS;
    double held = weights * (2 + Optimizer.Sgd.nnUNet().slots());
    assertThat(cost.memoryBytes()).isCloseTo(HELD + held + 6 * ACTIVATIONS, within(1.0));
    assertThat(cost.unseenBytes()).isCloseTo(5 * ACTIVATIONS, within(1.0));
    assertThat(cost.weightBytes()).isEqualTo(weights);
  }
}
