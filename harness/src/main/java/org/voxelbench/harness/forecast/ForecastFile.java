package org.voxelbench.harness.forecast;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.HostInfo;
import org.voxelbench.harness.experiment.Workspace;

/**
 * What was foretold of a benchmark as it began, and what it took: {@code forecast.json}.
 *
 * @param foretold what was foretold
 * @param happened what it took; null until its report is there
 */
public record ForecastFile(Forecast foretold, @JsonInclude(NON_NULL) Happened happened) {

  /** Its name in the folder of the results. */
  public static final String NAME = "forecast.json";

  private static final StampedJson JSON = new StampedJson(new FileSchema(2, 2));

  /**
   * What a benchmark took.
   *
   * @param seconds from its start to its report
   * @param hostBytes peak memory of all its processes
   * @param diskBytes of its folder
   */
  public record Happened(double seconds, double hostBytes, double diskBytes) {}

  /** What a benchmark foretold on another machine, or earlier. */
  public static Forecast read(Path file) {
    JsonNode foretold = JSON.readTree(file).path("foretold");
    return StrictJson.parse("'" + file + "'", foretold.toString(), Forecast.class);
  }

  /** Writes what was foretold. */
  public static ForecastFile begin(Workspace workspace, Forecast foretold) {
    ForecastFile begun = new ForecastFile(foretold, null);
    JSON.write(workspace.root().resolve(NAME), begun);
    return begun;
  }

  /** Writes what it came to, and says it in a sentence. */
  public String finish(Workspace workspace, double seconds, double hostBytes) {
    Path root = workspace.root();
    Happened took = new Happened(seconds, hostBytes, FolderSize.of(root));
    JSON.write(root.resolve(NAME), new ForecastFile(foretold, took));
    return String.format(
        Locale.ROOT,
        "Foretold %s, took %s; foretold %s of memory, took %s; foretold %s on disk, took %s.",
        ConsoleProgress.duration(foretold.seconds()),
        ConsoleProgress.duration(took.seconds()),
        HostInfo.gibibytes(foretold.hostBytes()),
        HostInfo.gibibytes(took.hostBytes()),
        HostInfo.gibibytes(foretold.diskBytes()),
        HostInfo.gibibytes(took.diskBytes()));
  }
}
