package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary;

/** Claims are answered from a folder of results alone, here one of version 0.1. */
class ClaimsCommandTest {

  @TempDir private Path folder;
  private Path out;
  private ExperimentSummary summary;

  @BeforeEach
  void takeResultsOf01() throws IOException {
    out = folder.resolve("out");
    Path then = ResultsFixture.of("0.1.0").then().resolve("out");
    Files.createDirectories(out);
    for (String name : new String[] {"results.csv", "experiment.json"}) {
      Files.copy(then.resolve(name), out.resolve(name));
    }
    summary = ExperimentJson.read(out.resolve("experiment.json"));
  }

  private void claim(Claim... claims) {
    ExperimentSummary s = summary;
    ExperimentJson.write(
        out.resolve("experiment.json"),
        new ExperimentSummary(
            s.protocol(),
            s.protocolHash(),
            s.protocolText(),
            s.command(),
            s.datasets(),
            s.methods(),
            s.machine(),
            s.runs(),
            s.preTrainings(),
            s.testUse(),
            Arrays.asList(claims)));
  }

  private static Claim better(String better, String than, double by) {
    return new Claim(null, List.of(better), List.of(than), "all", by, null);
  }

  @Test
  void resultsOfVersion01StateNoClaims() {
    assertThat(Console.run("claims", out).out()).startsWith("The protocol states no claims.");
    Console required = Console.run("claims", out, "--require");
    assertThat(required.exitCode()).isEqualTo(2);
    assertThat(required.err()).contains("states no claims", "--require").hasLineCount(1);
  }

  @Test
  void whoRequiresThemFailsUnlessAllAreSupported() {
    claim(better("mae", "scratch-fixed", 99));
    assertThat(Console.run("claims", out).exitCode()).isZero();
    assertThat(Console.run("claims", "--out", out, "--require").exitCode()).isEqualTo(1);
  }

  @Test
  void theyStandOnEightyColumnsWithTheirCountLast() {
    claim(better("mae", "scratch-fixed", 0), better("scratch-fixed", "mae", 0.5));
    Console answered = Console.run("claims", out);
    assertThat(answered.err()).isEmpty();
    assertThat(answered.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(answered.out()).startsWith("1: ").contains("2: ", " of 2 claims supported, ");
  }

  @Test
  void theFolderIsNamedOnce() {
    assertThat(Console.run("claims", out, "--out", out).exitCode()).isEqualTo(2);
  }
}
