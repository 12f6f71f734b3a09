package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnusedSettingsTest {

  private static final String ALL =
      """
      partition: gpu
      cpuPartition: cpu
      account: mine
      qos: long
      gres: gpu:a100:1
      arrayWidth: 3
      maxHours: 47
      training: {hours: 3, memoryGiB: 9, cpus: 2}
      modules: [java/17]
      environment: {GREETING: hello}
      container: apptainer exec voxelbench.sif
      voxelbench: /opt/voxelbench
      extra: [--constraint=a100]
      """;

  @TempDir private Path temporary;

  private Optional<String> sentence(String scheduler, String yaml) throws IOException {
    Path file = Files.writeString(temporary.resolve("cluster.yaml"), yaml);
    return new UnusedSettings(ClusterSettings.read(file), Scheduler.of(scheduler)).sentence();
  }

  @ParameterizedTest
  @ValueSource(strings = {"slurm", "lsf", "pbs", "xargs", "kubernetes"})
  void templatesUseTheSettingsOfWhoGivesNone(String scheduler) throws IOException {
    assertThat(sentence(scheduler, "{cpus: 8, gres: 'gpu:2'}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lsf | 'qos', 'gres' but for its number of GPUs, 'arrayWidth'",
        "pbs | 'qos', 'gres' but for its number of GPUs, 'arrayWidth'",
        "kubernetes | 'partition', 'cpuPartition', 'account', 'qos', 'gres' but for its number of"
            + " GPUs, 'maxHours', 'training.hours', 'modules'",
      },
      quoteCharacter = '"')
  void whatATemplateHasNoPlaceForIsNamed(String scheduler, String keys) throws IOException {
    assertThat(sentence("slurm", ALL)).isEmpty();
    assertThat(sentence(scheduler, ALL))
        .contains(
            "The templates of '"
                + scheduler
                + "' don't use "
                + keys
                + " of the settings; what that is for can be said in 'extra' or in templates of"
                + " your own (--scheduler DIR).");
  }

  @Test
  void thatHoldsForAUsersTemplatesToo() throws IOException {
    Path own = Files.createDirectories(temporary.resolve("own"));
    Files.writeString(own.resolve("submit.sh"), "{{#groups}}{{gres}}{{#qos}}x{{/qos}}{{/groups}}");
    assertThat(sentence(own.toString(), "{qos: long}")).isEmpty();
    assertThat(sentence(own.toString(), "{qos: long, account: mine, extra: [a]}"))
        .contains(
            "The templates of '"
                + own
                + "' don't use 'account', 'extra' of the settings; what that is for can be said in"
                + " templates of your own (--scheduler DIR).");
  }
}
