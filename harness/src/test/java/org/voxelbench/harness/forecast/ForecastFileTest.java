package org.voxelbench.harness.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.experiment.Workspace;

class ForecastFileTest {

  private static final double GIB = 1L << 30;

  @TempDir private Path folder;

  private static final Forecast FORETOLD =
      new Forecast(
          750, 60, 200, 400, 80, 10, 2 * GIB, 0, GIB, 0, new TreeMap<>(Map.of("run", 480.0)));

  private JsonNode json() throws IOException {
    return new JsonMapper().readTree(folder.resolve(ForecastFile.NAME).toFile());
  }

  @Test
  void whatHappenedIsNotedBesideWhatWasForetold() throws IOException {
    Workspace workspace = new Workspace(folder);
    ForecastFile begun = ForecastFile.begin(workspace, FORETOLD);
    assertThat(json().at("/foretold/seconds").asDouble()).isEqualTo(750);
    assertThat(json().at("/foretold/jobSeconds/run").asDouble()).isEqualTo(480);
    assertThat(json().path("happened").isMissingNode()).isTrue();

    assertThat(begun.finish(workspace, 708, 1.5 * GIB))
        .isEqualTo(
            "Foretold 12:30, took 11:48; foretold 2.0 GiB of memory, took 1.5 GiB; foretold 1.0 GiB"
                + " on disk, took 0.0 GiB.");
    assertThat(json().at("/happened/seconds").asDouble()).isEqualTo(708);
    assertThat(json().at("/happened/hostBytes").asDouble()).isEqualTo(1.5 * GIB);
  }

  @Test
  void aBenchmarkThatHasPreparedItsDataAddsWhatItTookAndHolds() throws IOException {
    Workspace workspace = new Workspace(folder);
    Path cached = Files.createDirectories(workspace.prepared().resolve("Data"));
    Files.write(cached.resolve("case"), new byte[3000]);
    Files.write(folder.resolve("other"), new byte[500]);
    Forecast whole = FORETOLD.after(100, workspace);
    assertThat(whole.seconds()).isEqualTo(850);
    assertThat(whole.preparationSeconds()).isEqualTo(160);
    assertThat(whole.cacheBytes()).isEqualTo(3000);
    assertThat(whole.diskBytes()).isEqualTo(GIB + 3500);
  }
}
