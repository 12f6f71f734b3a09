package org.voxelbench.harness.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary.TestUseNote;
import org.voxelbench.store.TestLedger;

/** Every look at test data is entered, counted over experiments, reported, and may be bounded. */
class TestSetUsageTest {

  private static final String MAE_8 = "{id: mae, settings: {blockSize: 8}}";
  private static final String MAE_4 = "{id: mae, label: finer, settings: {blockSize: 4}}";

  @TempDir private Path folder;
  private TinyBenchmark tiny;
  private TestLedger ledger;

  @BeforeEach
  void drawTestData() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    Path cards = folder.resolve("data/cards");
    Files.writeString(
        cards.resolve("MyData.yaml"),
        Files.readString(cards.resolve("MyCorpus.yaml"))
            .replace("MyCorpus", "MyData")
            .replace("role: unlabelled", "role: test"));
    ledger = new TestLedger(folder.resolve("test-ledger.csv"));
  }

  private static String bounded(int settings, String... methods) {
    return TinyBenchmark.protocol(methods)
        .replace("absentClass: leave-out", "absentClass: leave-out, testSettings: " + settings);
  }

  @Test
  void everySettingThatSawTestDataCountsWhateverItsNameAndFolder() throws IOException {
    assertThat(tiny.run(TinyBenchmark.protocol(MAE_8)).exitCode()).isZero();
    assertThat(ledger.entries()).hasSize(1);
    assertThat(ledger.entries().get(0).run()).startsWith("mae-MyData-f0-s1-");
    Path second = folder.resolve("second");
    String other = TinyBenchmark.protocol("{id: scratch-fixed}", MAE_4);
    Console again =
        Console.run(
            "benchmark",
            "--protocol",
            Files.writeString(folder.resolve("other.yaml"), other),
            "--data",
            folder.resolve("data"),
            "--out",
            second,
            "--device",
            "cpu");

    assertThat(again.text()).contains("Report:");
    assertThat(ledger.entries()).hasSize(3);
    assertThat(ExperimentJson.read(second.resolve("experiment.json")).testUse())
        .isEqualTo(
            List.of(
                new TestUseNote("scratch-fixed", "MyData", 1, 1, 1, 1),
                new TestUseNote("finer", "MyData", 1, 2, 2, 1)));
    assertThat(second.resolve("report/tables/test_use.csv"))
        .hasContent(
            """
            dataset,method,runs_of_these_settings,settings_tried,runs_of_all_settings,protocols
            MyData,scratch-fixed,1,1,1,1
            MyData,finer,1,2,2,1
            """);
    assertThat(Files.readString(second.resolve("report/index.html"))).contains("test-use-table");
  }

  @Test
  void aBoundIsKeptBeforeTrainingAndRowsStayComparable() throws IOException {
    assertThat(tiny.run(bounded(1, MAE_8)).exitCode()).isZero();
    String hash = ledger.entries().get(0).protocolHash();

    Console refused = tiny.run(bounded(1, MAE_8, MAE_4));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("'MyData'", "2 settings of method 'mae'", "test-ledger.csv", "testSettings")
        .hasLineCount(1);
    assertThat(ledger.entries()).hasSize(1);

    assertThat(tiny.run(bounded(1, MAE_8)).exitCode()).as("the same settings again").isZero();
    assertThat(tiny.run(bounded(2, MAE_8, MAE_4)).exitCode()).isZero();
    assertThat(Files.readString(tiny.out().resolve("report/index.html")))
        .contains("At most 2 settings of a method may be tried on a test data set.");
    assertThat(ledger.entries())
        .extracting(TestLedger.Entry::protocolHash)
        .containsExactly(hash, hash);
  }

  @Test
  void aLedgerThatCantBeKeptIsNamedBeforeTraining() throws IOException {
    Files.writeString(ledger.file(), "my notes\n");

    tiny.assertRefused(TinyBenchmark.protocol(MAE_8), ledger.file().toString(), "--ledger");

    Path mine = folder.resolve("mine.csv");
    assertThat(tiny.run(TinyBenchmark.protocol(MAE_8), "--ledger", mine).exitCode()).isZero();
    assertThat(new TestLedger(mine).entries()).hasSize(1);
    assertThat(ledger.file()).hasContent("my notes\n");
  }

  @Test
  void developmentDataEnterNothing() throws IOException {
    Files.delete(folder.resolve("data/cards/MyData.yaml"));

    assertThat(tiny.run(bounded(1, MAE_8, MAE_4)).exitCode()).isZero();
    assertThat(ledger.file()).doesNotExist();
    assertThat(Files.readString(tiny.out().resolve("report/index.html")))
        .doesNotContain("test-use-table");
  }
}
