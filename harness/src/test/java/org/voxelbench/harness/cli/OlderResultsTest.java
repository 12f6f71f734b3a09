package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A results folder of commit da2c93a, which called itself 0.1, is read as it was then: two methods,
 * two seeds, all done, and the data gone.
 */
class OlderResultsTest {

  private static final Path MADE_BY_0_1 = Path.of("report", "tables");

  @TempDir Path folder;
  private Path then;
  private Path out;

  @BeforeEach
  void copy() throws IOException {
    ResultsFixture fixture = ResultsFixture.of("0.1-da2c93a");
    then = fixture.then();
    out = folder.resolve("out");
    fixture.copyTo(out);
  }

  @Test
  void theReportsNumbersAreThoseOfThen() throws IOException {
    assertThat(Console.run("report", "--out", out).exitCode()).isZero();
    ResultsFixture.assertTablesAreThoseOf(then.resolve(MADE_BY_0_1), out.resolve(MADE_BY_0_1));
    assertThat(out.resolve("report/index.html")).content().contains("What version 0.1 left");
  }

  @Test
  void itIsExported() throws IOException {
    Path file = folder.resolve("challenge.csv");
    assertThat(Console.run("export", "--out", out, "--to", file).exitCode()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(5).first().isEqualTo("task,algorithm,case,value");
  }

  @Test
  void itsStatusIsTold() {
    Console status = Console.run("status", "--out", out);
    assertThat(status.exitCode()).isZero();
    assertThat(status.out()).contains("Total: 6 done; epochs 12/12");
  }

  @Test
  void itIsVerifiedButForTheDataThatAreGone() {
    Console verified = Console.run("verify", "--out", out);
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out())
        .contains("Everything is whole; not read, for want of --data: MyCorpus, MyData.");
  }

  @Test
  void aWordChangedSinceThenIsFound() throws IOException {
    Path rows;
    try (Stream<Path> runs = Files.walk(out.resolve("runs"))) {
      rows = runs.filter(file -> file.endsWith("rows.csv")).findFirst().orElseThrow();
    }
    Files.writeString(rows, Files.readString(rows).replace("tumour_0003", "tumour_0004"));
    Console verified = Console.run("verify", "--out", out);
    assertThat(verified.exitCode()).isNotZero();
    assertThat(verified.text()).contains(rows.getFileName().toString());
  }
}
