package org.voxelbench.harness.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.cli.BenchmarkCommand;
import org.voxelbench.harness.cli.VoxelBench;
import org.voxelbench.harness.device.ThreadAllotment;
import org.voxelbench.harness.run.BenchmarkRequest;
import org.voxelbench.harness.run.DeviceSlot;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.harness.run.SubprocessJobRunner;
import org.voxelbench.training.protocol.Budget;
import picocli.CommandLine.ParseResult;

/** What a benchmark was started with is what it is resumed with, from any folder. */
class LaunchArgumentsTest {

  private static final EngineInfo ENGINE =
      new EngineInfo("torch", "1", "cuda:0", "a card", Precision.BF16, "fastest", 3, false);

  private static List<String> kept(String... options) {
    List<String> words = new ArrayList<>(List.of("benchmark"));
    words.addAll(List.of(options));
    ParseResult parsed = VoxelBench.commandLine().parseArgs(words.toArray(String[]::new));
    return LaunchRecord.withArithmetic(
        ENGINE, LaunchArguments.of(parsed.subcommand(), List.of(Path.of("plugins").resolve("a"))));
  }

  @Test
  void devicesPlacesAndTheArithmeticThatWasChosenAreKept() {
    String here = Path.of("").toAbsolutePath().toString();

    List<String> kept =
        kept("--protocol", "quick", "--devices", "0,2", "--ledger", "l.csv", "--data", "../d");

    assertThat(kept)
        .startsWith("--precision", "bf16", "--threads", "3")
        .contains("--devices=0", "--devices=2")
        .containsSequence("--ledger", here + "/l.csv")
        .containsSequence("--data", Path.of(here).getParent() + "/d")
        .containsSequence("--plugins", here + "/plugins/a")
        .doesNotContain("--protocol", "quick");
  }

  @Test
  void whatIsKeptIsUnderstoodAgainAndKeptAsTheSame() {
    List<String> kept = kept("--parallel", "4", "--loaders=2", "--device", "cpu");

    assertThat(kept(kept.toArray(String[]::new))).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void aProcessOfOneOfFourRunsGetsItsShareOfTheLoaders() {
    BenchmarkRequest request =
        BenchmarkCommand.of("benchmark", "--devices", "0,1,2,3", "--ledger", "l").request();

    assertThat(request.jobArguments(ENGINE))
        .containsSequence("--engine", "torch", "--precision", "bf16", "--threads", "3")
        .containsSequence("--loaders", Integer.toString(ThreadAllotment.ofMachine(4).loaders()));
  }

  @Test
  void aProcessOfOneOfFourRunsGetsItsShareOfTheHeapWithinABudgetOfTheHost() {
    long gib = 1L << 30;
    DeviceSlot card = new DeviceSlot("cuda:1", false);
    DeviceSlot cpu = new DeviceSlot("cpu", false);
    Budget budget = new Budget(null, null, 2.0);
    assertThat(SubprocessJobRunner.heapBytes(40 * gib, 4, card, Budget.none())).isEqualTo(10 * gib);
    assertThat(SubprocessJobRunner.heapBytes(40 * gib, 4, card, budget)).isEqualTo(10 * gib);
    assertThat(SubprocessJobRunner.heapBytes(40 * gib, 4, cpu, budget)).isEqualTo(2 * gib);
    assertThat(SubprocessJobRunner.heapBytes(4 * gib, 4, cpu, budget)).isEqualTo(gib);
  }
}
