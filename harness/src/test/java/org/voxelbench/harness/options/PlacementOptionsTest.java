package org.voxelbench.harness.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.device.EngineLine;
import org.voxelbench.harness.device.ThreadAllotment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Where runs run side by side, by what the user says. */
class PlacementOptionsTest {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Command
  private static final class Holder {
    @Mixin private PlacementOptions placing;
  }

  private static PlacementOptions of(String... options) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(options);
    return holder.placing;
  }

  @Test
  void eachDeviceRunsOneAtATime() {
    assertThat(of("--devices", "0,1,3").placement("auto").devices())
        .containsExactly("cuda:0", "cuda:1", "cuda:3");
    assertThat(of("--parallel", "2").placement("auto").devices()).containsExactly("cpu", "cpu");
    assertThat(of().placement("cuda:2").devices()).containsExactly("cuda:2");
  }

  @Test
  void theDefaultOfLoadersIsARunsShareOfTheCores() {
    assertThat(of().placement("auto").loaders()).isEqualTo(new ThreadAllotment(CORES, 1).loaders());
    assertThat(of("--devices", "0,1,2,3").placement("auto").loaders())
        .isEqualTo(new ThreadAllotment(CORES, 4).loaders());
    assertThat(of("--devices", "0,1,2,3", "--loaders", "7").placement("auto").loaders())
        .isEqualTo(7);
    assertThat(of("--devices", "0,1,2,3").placement("auto").preprocessors()).isEqualTo(CORES);
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertThatThrownBy(() -> of("--devices", "0,1,0").placement("auto").devices())
        .isInstanceOf(CommandLine.ParameterException.class)
        .hasMessage("--devices names 0 twice; each GPU runs one at a time.");
    assertThatThrownBy(() -> of("--devices", "0").placement("cuda:1").devices())
        .hasMessageContaining("leave out --device");
    assertThatThrownBy(() -> of("--parallel", "0").placement("auto").devices())
        .hasMessageContaining("at least 1");
  }

  @Test
  void theLineAtTheStartSaysWhatAndWhy() {
    EngineInfo engine =
        new EngineInfo(
            "torch",
            "2.10.0",
            "cpu",
            "a processor",
            Precision.FP32,
            "the processor has no instructions for bfloat16",
            2,
            true,
            "no GPU can be used (torch on cuda: no driver)");
    assertThat(EngineLine.of(engine, of().placement("cpu").devices(), 4))
        .isEqualTo(
            "Engine torch 2.10.0 on cpu (a processor), because no GPU can be used (torch on cuda:"
                + " no driver); fp32, because the processor has no instructions for bfloat16;"
                + " threads of an op: 2, loaders: 4.");
    assertThat(EngineLine.of(engine, of("--parallel", "2").placement("auto").devices(), 1))
        .contains(
            "on cpu, cpu (a processor)",
            "; 2 runs at a time, each with threads of an op: 2, loaders: 1.");
  }
}
