package org.voxelbench.harness.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;

/**
 * What a benchmark hands to the processes that do its runs, in {@code work.json}.
 *
 * @param sha256 content hash of each data set, by name
 */
public record DataHashes(Map<String, String> sha256) {

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 2));

  public DataHashes {
    sha256 = Collections.unmodifiableMap(new TreeMap<>(sha256));
  }

  /** Whether a preparation has left them. */
  public static boolean areThere(Workspace workspace) {
    return Files.isRegularFile(file(workspace));
  }

  public static DataHashes read(Workspace workspace) {
    return JSON.read(file(workspace), DataHashes.class);
  }

  public void write(Workspace workspace) {
    JSON.write(file(workspace), this);
  }

  private static Path file(Workspace workspace) {
    return workspace.root().resolve("work.json");
  }

  public String of(String dataset) {
    String hash = sha256.get(dataset);
    if (hash == null) {
      throw new BadInputException(
          "the benchmark that started this run has no data set '" + dataset + "'.");
    }
    return hash;
  }
}
