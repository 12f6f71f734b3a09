package org.voxelbench.harness.tracking;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.voxelbench.base.file.Sha256;

/**
 * An experiment in MLflow's file store ({@code mlflow/store/tracking/file_store.py}).
 *
 * @param store the folder {@code mlruns}
 * @param name the experiment's name
 */
record MlflowExperiment(Path store, String name) {

  /** The decimal digits of an id, as MLflow makes them. */
  private static final int DIGITS = 18;

  /** Equal for equal names. */
  String id() {
    BigInteger hash = new BigInteger(Sha256.of(name.getBytes(StandardCharsets.UTF_8)), 16);
    BigInteger least = BigInteger.TEN.pow(DIGITS - 1);
    return least.add(hash.mod(least.multiply(BigInteger.valueOf(9)))).toString();
  }

  Path folder() {
    return store.resolve(id());
  }

  /**
   * Makes the experiment, unless it is there.
   *
   * @param aside a folder to fill and move, which is not there yet
   */
  void make(Path aside, Instant time) throws IOException {
    if (isMade()) {
      return;
    }
    MlflowMeta meta =
        new MlflowMeta()
            .put("artifact_location", folder().toUri().toString().replaceFirst("/$", ""))
            .put("creation_time", time)
            .put("experiment_id", id())
            .put("last_update_time", time)
            .put("lifecycle_stage", "active")
            .put("name", name);
    Files.createDirectories(store);
    Files.createDirectories(aside);
    Files.write(aside.resolve(MlflowMeta.NAME), meta.bytes());
    try {
      Files.move(aside, folder(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      boolean byAnotherRun = isMade();
      if (!byAnotherRun) {
        throw e;
      }
    }
  }

  private boolean isMade() {
    return Files.exists(folder().resolve(MlflowMeta.NAME));
  }
}
