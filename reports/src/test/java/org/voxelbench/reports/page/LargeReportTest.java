package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report over 1,755,000 rows fits into 2 GB of heap; how long it took is printed. */
@Tag("long")
class LargeReportTest {

  @Test
  void fitsIntoTwoGigabytes(@TempDir Path folder) throws IOException, InterruptedException {
    LargeReport.generate(folder);
    for (String ranking :
        new String[] {"AGGREGATE_THEN_RANK", "RANK_THEN_AGGREGATE", "TEST_THEN_RANK"}) {
      Process build =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx2g",
                  "-Djava.awt.headless=true",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LargeReport.class.getName(),
                  folder.toString(),
                  ranking)
              .inheritIO()
              .start();
      boolean ended = build.waitFor(10, TimeUnit.MINUTES);
      if (!ended) {
        build.destroyForcibly();
      }
      assertThat(ended).as(ranking + " ended within 10 minutes").isTrue();
      assertThat(build.exitValue()).as(ranking).isZero();
      assertThat(folder.resolve("report/index.html")).isNotEmptyFile();
    }
  }
}
