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

  private static final MarkdownPage PAGE = MarkdownPage.read(Path.of("../docs/results.md"));

  @TempDir private static Path folder;
  private static TinyBenchmark tiny;
  private static List<String> left;

  @BeforeAll
  static void run() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    Files.writeString(tiny.drawCorpus().resolve("imagesTr/broken.nii"), "no image");
    String protocol =
        TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}");
    assertThat(tiny.run(protocol).exitCode()).isZero();
    try (Stream<Path> files = Files.walk(tiny.out())) {
      left = files.filter(Files::isRegularFile).map(ResultsFolderTest::general).toList();
    }
  }

  @Test
  void everyFileIsNamed() {
    assertThat(left).isNotEmpty().allSatisfy(name -> assertThat(PAGE.text()).contains(name));
  }

  /** The path with words in place of names, as the page writes it. */
  private static String general(Path file) {
    String path = tiny.out().relativize(file).toString();
    return path.replaceFirst("^(runs|pretraining)/[^/]+/", "")
        .replaceFirst("^predictions/.*\\.nii\\.gz$", "predictions/CASE.nii.gz")
        .replaceFirst("^report/tables/", "")
        .replaceFirst("^(report/)?(pictures|charts|preprocessed|remembered|claims)/.*", "$2/");
  }

  private static void hasColumns(String heading, Path file) {
    assertThat(PAGE.firstCells(heading)).containsExactlyElementsOf(columns(file));
  }

  @Test
  void theLogOfATrainingHasItsColumns() throws IOException {
    hasColumns("## `training.csv`", tiny.made("runs", "mae").resolve("training.csv"));
    hasColumns("## `training.csv`", tiny.made("pretraining", "mae").resolve("training.csv"));
  }

  @Test
  void whatIsSaidOfACorpusHasItsColumns() {
    hasColumns("## `corpus.csv`", tiny.out().resolve("corpus.csv"));
    hasColumns("## `skipped.csv`", tiny.out().resolve("skipped.csv"));
  }

  @Test
  void theLedgerHasItsColumns() {
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

    assertThat(PAGE.firstCells("## What single commands write"))
        .containsExactlyElementsOf(
            Stream.of(predictions.resolve("surface.csv"), tiny.out().resolve("challenge.csv"))
                .flatMap(file -> columns(file).stream())
                .toList());
  }

  private static List<String> columns(Path file) {
    try {
      return List.of(Files.readAllLines(file).get(0).split(","));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
