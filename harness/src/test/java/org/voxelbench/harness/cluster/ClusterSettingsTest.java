package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;

class ClusterSettingsTest {

  @TempDir private Path folder;

  private ClusterSettings read(String yaml) throws IOException {
    return ClusterSettings.read(Files.writeString(folder.resolve("cluster.yaml"), yaml));
  }

  @Test
  void whatIsLeftOutHasADefault() throws IOException {
    ClusterSettings settings = read("partition: gpu\n");
    assertThat(settings.cpus()).isEqualTo(8);
    assertThat(settings.cards()).isEqualTo(1);
    assertThat(settings.partition(JobKind.TRAINING)).contains("gpu");
    assertThat(settings.partition(JobKind.PREPARE)).as("no other was named").contains("gpu");
    assertThat(settings).isEqualTo(read("{partition: gpu, gres: 'gpu:1', safetyFactor: 1.5}"));
  }

  @Test
  void preparationAndReportMayHaveAPartitionOfTheirOwn() throws IOException {
    ClusterSettings settings = read("{partition: gpu, cpuPartition: cpu}");
    assertThat(settings.partition(JobKind.REPORT)).contains("cpu");
    assertThat(settings.partition(JobKind.PRETRAINING)).contains("gpu");
  }

  @ParameterizedTest
  @CsvSource({"gpu, 1", "gpu:2, 2", "gpu:a100:4, 4", "gpu:h200, 1", "'', 0", "'gpu:1,ssd:1', 1"})
  void cardsAreCountedInGres(String gres, int cards) throws IOException {
    assertThat(read("gres: '" + gres + "'").cards()).isEqualTo(cards);
  }

  @Test
  void anUnknownKeyGetsASuggestion() {
    assertThatThrownBy(() -> read("partitoin: gpu\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cluster.yaml")
        .hasMessageContaining("'partitoin'")
        .hasMessageContaining("'partition'");
    assertThatThrownBy(() -> read("training: {hour: 3}\n")).hasMessageContaining("'training.hour'");
  }

  @Test
  void allThatCantBeUsedIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    partition: "two words"
                    cpus: 0
                    training: {hours: -1}
                    safetyFactor: 0.5
                    environment: {"A-B": x, C: "two\\nlines"}
                    extra: ["--a\\n--b"]
                    """))
        .isInstanceOfSatisfying(
            BadInputException.class,
            e ->
                assertThat(e.sentences())
                    .hasSize(7)
                    .allMatch(sentence -> sentence.contains("cluster.yaml"))
                    .anyMatch(sentence -> sentence.contains("'partition' ('two words')"))
                    .anyMatch(sentence -> sentence.contains("'cpus' (0)"))
                    .anyMatch(sentence -> sentence.contains("'training.hours' (-1.0)"))
                    .anyMatch(sentence -> sentence.contains("'safetyFactor' (0.5)"))
                    .anyMatch(sentence -> sentence.contains("'A-B'"))
                    .anyMatch(sentence -> sentence.contains("'environment.C'"))
                    .anyMatch(sentence -> sentence.contains("'extra'")));
  }
}
