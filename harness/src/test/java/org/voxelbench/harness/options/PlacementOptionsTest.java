package org.voxelbench.harness.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.device.EngineLine;
import org.voxelbench.harness.device.Placement;
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
    assertThat(of("--devices", "0,1,3").placement("auto", 1).devices())
        .containsExactly("cuda:0", "cuda:1", "cuda:3");
    assertThat(of("--parallel", "2").placement("auto", 1).devices()).containsExactly("cpu", "cpu");
    assertThat(of().placement("cuda:2", 1).devices()).containsExactly("cuda:2");
  }

  @Test
  void theDefaultOfLoadersIsARunsShareOfTheCores() {
    assertThat(of().placement("auto", 1).loaders())
        .isEqualTo(new ThreadAllotment(CORES, 1).loaders());
    assertThat(of("--devices", "0,1,2,3").placement("auto", 1).loaders())
        .isEqualTo(new ThreadAllotment(CORES, 4).loaders());
    assertThat(of("--devices", "0,1,2,3", "--loaders", "7").placement("auto", 1).loaders())
        .isEqualTo(7);
    assertThat(of("--devices", "0,1,2,3").placement("auto", 1).preprocessors()).isEqualTo(CORES);
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertThatThrownBy(() -> of("--devices", "0,1,0").placement("auto", 1).devices())
        .isInstanceOf(CommandLine.ParameterException.class)
        .hasMessage("--devices names 0 twice; each GPU runs one at a time.");
    assertThatThrownBy(() -> of("--devices", "0").placement("cuda:1", 1).devices())
        .hasMessageContaining("leave out --device");
    assertThatThrownBy(() -> of("--parallel", "0").placement("auto", 1).devices())
        .hasMessageContaining("at least 1");
  }

  @Test
  void aRunsDevicesFollowEachOtherAndItsRunsShareTheCores() {
    Placement four = of("--devices", "0,1,2,3", "--gpus-per-run", "2").placement("auto", 4);

    assertThat(four.slots()).isEqualTo(2);
    assertThat(four.loaders()).isEqualTo(new ThreadAllotment(CORES, 2).loaders());
    assertThat(of("--gpus-per-run", "2").placement("cpu", 2).devices())
        .containsExactly("cpu", "cpu");
  }

  @Test
  void devicesThatCannotBeDealtToRunsAreRefused() {
    assertThatThrownBy(() -> of("--gpus-per-run", "2").placement("cpu", 1))
        .hasMessageContaining("must divide the protocol's 'devices' (1,");
    assertThatThrownBy(() -> of("--gpus-per-run", "3").placement("cpu", 4))
        .hasMessageContaining("--gpus-per-run (3) must divide");
    assertThatThrownBy(() -> of("--devices", "0,1,2", "--gpus-per-run", "2").placement("auto", 2))
        .hasMessageContaining("--devices names 3 GPUs");
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
    assertThat(EngineLine.of(engine, of().placement("cpu", 1).devices(), 4))
        .isEqualTo(
            "Engine torch 2.10.0 on cpu (a processor), because no GPU can be used (torch on cuda:"
                + " no driver); fp32, because the processor has no instructions for bfloat16;"
                + " threads of an op: 2, loaders: 4.");
    assertThat(EngineLine.of(engine, of("--parallel", "2").placement("auto", 1).devices(), 1))
        .contains(
            "on cpu, cpu (a processor)",
            "; 2 runs at a time, each with threads of an op: 2, loaders: 1.");
  }
}
