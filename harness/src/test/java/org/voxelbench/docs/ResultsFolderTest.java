package org.voxelbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.store.TestLedger;

/**
 * {@code docs/results.md} names every file that a benchmark leaves, and the columns of its CSV
 * files.
 */
class ResultsFolderTest {

  private static final ResultsPage PAGE = ResultsPage.read();

  @TempDir private static Path folder;
  private static TinyBenchmark tiny;

  @BeforeAll
  static void run() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    String protocol =
        TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}");
    assertThat(tiny.run(protocol).exitCode()).isZero();
  }

  @Test
  void everyFileIsNamed() throws IOException {
    try (Stream<Path> files = Files.walk(tiny.out())) {
      assertThat(files.filter(Files::isRegularFile).map(ResultsFolderTest::general).distinct())
          .allSatisfy(name -> assertThat(PAGE.text()).contains(name));
    }
  }

  /** The path with words in place of names, as the page writes it. */
  private static String general(Path file) {
    String path = tiny.out().relativize(file).toString();
    return path.replaceFirst("^(runs|pretraining)/[^/]+/", "")
        .replaceFirst("^predictions/.*\\.nii\\.gz$", "predictions/CASE.nii.gz")
        .replaceFirst("^report/tables/", "")
        .replaceFirst("^(report/)?(pictures|charts|preprocessed)/.*", "$2/");
  }

  private void hasColumns(String heading, Path file) throws IOException {
    assertThat(PAGE.columnsUnder(heading))
        .containsExactly(Files.readAllLines(file).get(0).split(","));
  }

  @Test
  void theLogOfATrainingHasItsColumns() throws IOException {
    hasColumns("## A run", tiny.made("runs", "mae").resolve("training.csv"));
    hasColumns("## A run", tiny.made("pretraining", "mae").resolve("training.csv"));
  }

  @Test
  void theLedgerHasItsColumns() throws IOException {
    TestLedger ledger = new TestLedger(folder.resolve(TestLedger.NAME));
    ledger.add(
        new TestLedger.Entry(
            Instant.EPOCH, "data", "hash", "mae", "hash", "hash", 0, 1, "torch", "run"));

    hasColumns("## `test-ledger.csv`", ledger.file());
  }

  @Test
  void whatEvaluateAndExportWriteHasItsColumns() throws IOException {
    Path predictions = tiny.made("runs", "mae").resolve("predictions");
    assertThat(Console.run("evaluate", predictions, "--dataset", tiny.dataset()).exitCode())
        .isZero();
    assertThat(Console.run("export", "--out", tiny.out()).exitCode()).isZero();

    assertThat(PAGE.columnsUnder("## What single commands write"))
        .containsExactly(
            Stream.of(predictions.resolve("surface.csv"), tiny.out().resolve("challenge.csv"))
                .flatMap(file -> columns(file).stream())
                .toArray(String[]::new));
  }

  private static List<String> columns(Path file) {
    try {
      return List.of(Files.readAllLines(file).get(0).split(","));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
