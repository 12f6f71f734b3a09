package org.voxelbench.harness.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.Protocols;

/** What several devices can't share is told before the first minute. */
class RankCheckTest {

  private static final String[] METHODS = {
    "{id: scratch-dynamic}",
    "{id: mae, settings: {blockSize: 4}}",
    "{id: simclr}",
    "{id: swin-unetr}"
  };

  private static Experiment experiment(int devices) {
    String protocol = TinyBenchmark.protocol(METHODS) + "devices: " + devices + "\n";
    return Experiment.of(Protocols.parse("tiny.yaml", protocol), Plugins.load(List.of()));
  }

  private static List<String> faults(int devices) {
    Faults faults = new Faults();
    new RankCheck(experiment(devices)).of(faults);
    return faults.sentences();
  }

  @Test
  void oneDeviceDoesEverything() {
    assertThat(faults(1)).isEmpty();
  }

  @Test
  void methodsThatLookAtABatchAsAWholeAreRefusedByName() {
    assertThat(faults(2)).hasSize(2);
    assertThat(faults(2).get(0)).contains("Method 'simclr'", "'devices: 2'");
    assertThat(faults(2).get(1)).contains("Method 'swin-unetr'", "'devices: 2'");
  }

  @Test
  void batchesThatCannotBeSharedEquallyAreNamedBesides() {
    assertThat(faults(5))
        .hasSize(5)
        .anyMatch(fault -> fault.startsWith("The pre-training of method 'mae' has batches of"));
  }

  @Test
  void oneDeviceLeavesEveryHashAsItIsWithoutTheKey() {
    Experiment silent =
        Experiment.of(
            Protocols.parse("tiny.yaml", TinyBenchmark.protocol(METHODS)), Plugins.load(List.of()));

    assertThat(experiment(1).hash()).isEqualTo(silent.hash());
    assertThat(experiment(1).pretrainingHash()).isEqualTo(silent.pretrainingHash());
    assertThat(experiment(2).hash()).isNotEqualTo(silent.hash());
    assertThat(experiment(2).pretrainingHash()).isNotEqualTo(silent.pretrainingHash());
  }
}
