package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report --beside FOLDER}, on what version 0.1.0 left of a CNN and a copy as another's. */
class NetworksBesideTest {

  private static final List<String> FILES =
      List.of("results.csv", "experiment.json", "protocol.yaml");

  @TempDir Path folder;
  private Path own;
  private Path other;

  @BeforeEach
  void copy() throws IOException {
    own = copied("own");
    other = copied("other");
    Path protocol = other.resolve("protocol.yaml");
    Files.writeString(
        protocol,
        Files.readString(protocol)
            .replaceFirst("(?s)(fixed:.*?features:\\s*- 4\\s*- )8", "$1" + 16)
            .replaceFirst("blockSize: 4", "blockSize: 8"));
  }

  private Path copied(String name) throws IOException {
    Path then = ResultsFixture.of("0.1.0").then().resolve("out");
    Path copy = Files.createDirectory(folder.resolve(name));
    for (String file : FILES) {
      Files.copy(then.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private Console report(Path... beside) {
    Object[] words = new Object[3 + 2 * beside.length];
    words[0] = "report";
    words[1] = "--out";
    words[2] = own;
    for (int b = 0; b < beside.length; b++) {
      words[3 + 2 * b] = "--beside";
      words[4 + 2 * b] = beside[b];
    }
    return Console.run(words);
  }

  private void refused(Console answer, String... named) {
    assertThat(answer.err()).startsWith("voxelbench: ").contains(named).hasLineCount(1);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(own.resolve("report/index.html")).doesNotExist();
  }

  @Test
  void networksAndPublishedTablesStandBesideTheResults() throws IOException {
    Console answer = report(other, Path.of("..", "results", "published", "primus.csv"));
    assertThat(answer.err()).isEmpty();
    assertThat(own.resolve("report/tables/networks.csv"))
        .content()
        .contains(
            "\"ResidualEncoderUNet, 2 stages, 4-8 channels\",mae,mean,shared,",
            "\"ResidualEncoderUNet, 2 stages, 4-16 channels\",mae,mean,shared,");
    assertThat(own.resolve("report/index.html"))
        .content()
        .contains(
            "id=\"networks\"",
            "plans.fixed.features",
            "methods.mae.settings.blockSize",
            "PrimusV2-M");
  }

  @Test
  void resultsOnOtherCasesAreRefused() throws IOException {
    Path rows = other.resolve("results.csv");
    Files.writeString(rows, Files.readString(rows).replace("tumour_0005", "tumour_0004"));
    refused(
        report(other),
        "'" + own + "' and '" + other + "' can't stand side by side",
        "'tumour_0005' of fold 0, is evaluated in '" + own + "' alone",
        "'tumour_0004' of fold 0, is evaluated in '" + other + "' alone");
  }

  @Test
  void aFolderWithoutResultsOrTheSameOneIsRefused() throws IOException {
    Files.delete(other.resolve("results.csv"));
    Files.delete(other.resolve("protocol.yaml"));
    refused(report(other), "results.csv", "protocol.yaml", "published table");
    refused(report(own.resolve("../own")), "is in the report already");
  }
}
