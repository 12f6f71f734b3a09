package org.voxelbench.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.RunState;

/** The manifest in a run's folder, and whether what lies beside it belongs to the run. */
final class ManifestFile {

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 2));

  /** What manifests of earlier versions lack of what an engine says of itself. */
  private static final Map<String, Object> LATER =
      Map.of("/environment/engine/deviceReason", "unknown");

  private ManifestFile() {}

  /** Reads a manifest and checks that it is of that run. */
  static Manifest read(Path file, String id) {
    Manifest manifest = JSON.read(file, Manifest.class, LATER);
    if (!manifest.id().equals(id) || !manifest.key().id().equals(id)) {
      throw new BadInputException(
          "'"
              + file
              + "' is of run '"
              + manifest.key().id()
              + "', not of '"
              + id
              + "'; runs can't be copied or renamed.");
    }
    return manifest;
  }

  /** Writes a manifest whole or not at all. */
  static void write(Path file, Manifest manifest) {
    JSON.write(file, manifest);
  }

  /** Checks that a run may go on from what an earlier start left. */
  static void canContinue(Manifest earlier, Manifest now) {
    if (earlier.state() == RunState.DONE) {
      throw new BadInputException(
          "run '" + now.id() + "' is done; remove its folder to repeat it.");
    }
    same(now.id(), "data", earlier.dataHashes(), now.dataHashes());
    same(now.id(), "pre-training", earlier.preTraining(), now.preTraining());
    same(
        now.id(),
        "precision",
        earlier.environment().engine().precision(),
        now.environment().engine().precision());
  }

  private static void same(String id, String what, Object earlier, Object now) {
    if (!earlier.equals(now)) {
      throw new BadInputException(
          "run '"
              + id
              + "' began with "
              + what
              + " "
              + earlier
              + " and can't go on with "
              + now
              + "; remove its folder to start anew.");
    }
  }

  /** Checks that there are rows, and all of that run. */
  static void areRowsOf(String id, List<ResultRow> rows, String where) {
    if (rows.isEmpty()) {
      throw new BadInputException(where + " of run '" + id + "' are none; evaluate it first.");
    }
    for (ResultRow row : rows) {
      String other = RunKey.of(row).id();
      if (!other.equals(id)) {
        throw new BadInputException(
            where + " of run '" + id + "' hold a row of run '" + other + "'.");
      }
    }
  }
}
