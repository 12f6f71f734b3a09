package org.voxelbench.harness.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.IdleEngine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Weights;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.console.ExitCode;

/** What doctor says of a device that an engine claims to serve. */
class EngineTrialTest {

  /** An engine whose convolution of ones comes to the given values, in one precision. */
  private record Answering(Precision precision, double loss, float corner)
      implements EngineProvider {

    @Override
    public String id() {
      return "answering";
    }

    @Override
    public String description() {
      return id();
    }

    @Override
    public boolean builtForCuda() {
      return true;
    }

    @Override
    public Optional<String> unavailable(String device) {
      return Optional.empty();
    }

    @Override
    public Engine open(EngineOptions options) {
      if (!options.precision().equals(Optional.of(precision))) {
        throw new EngineException("no such precision.");
      }
      return new IdleEngine() {

        @Override
        public Gradients gradients(Program objective, Weights weights, Batch batch) {
          float[] values = new float[27];
          values[0] = corner;
          NdArray gradient = NdArray.of(new int[] {1, 1, 3, 3, 3}, values);
          return new Gradients(loss, Map.of("w", gradient), Map.of());
        }

        @Override
        public Map<String, String> facts() {
          return Map.of("cuDNN", "9.10.2");
        }

        @Override
        public List<String> warnings() {
          return List.of("it is slow.");
        }
      };
    }
  }

  @Test
  void aRightConvolutionIsReadyAndToldWithCardAndWarnings() {
    EngineTrial trial = EngineTrial.of(new Answering(Precision.BF16, 1000, 27), "cuda:0");
    assertThat(trial.usable()).isTrue();
    assertThat(trial.lines())
        .containsExactly(
            "ready: a 3D convolution runs in bf16",
            "none",
            "cuDNN: 9.10.2",
            "fp32: no such precision.",
            "fp64: no such precision.",
            "it is slow.");
  }

  @Test
  void aWrongOneIsNotReady() {
    EngineTrial trial = EngineTrial.of(new Answering(Precision.FP32, 1000, 26), "cuda:0");
    assertThat(trial.usable()).isFalse();
    assertThat(trial.lines().get(0)).startsWith("not usable");
    assertThat(trial.lines()).anyMatch(line -> line.startsWith("fp32: ") && line.contains("26.0"));
  }

  @Test
  void theEnginesHerePass() {
    Console answer = Console.run("doctor");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(answer.out())
        .containsPattern("cpu +ready: a 3D convolution runs in fp32, bf16, fp64")
        .contains("This machine can run benchmarks.");
  }
}
