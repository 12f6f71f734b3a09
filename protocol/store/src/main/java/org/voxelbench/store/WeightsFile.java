package org.voxelbench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;

/** A run's final weights under nnU-Net's parameter names. */
public final class WeightsFile {

  private final String runId;
  private final Path file;
  private final Runnable check;

  /**
   * @param check is asked before the file is replaced, and throws to refuse it
   */
  WeightsFile(String runId, Path folder, Runnable check) {
    this.runId = runId;
    this.check = check;
    this.file = folder.resolve("weights.safetensors");
  }

  /** Where it lies. */
  public Path path() {
    return file;
  }

  /** Writes the weights whole or not at all, and gives the file's SHA-256. */
  public String write(Map<String, NdArray> weights) {
    Sha256 hash = new Sha256();
    try {
      AtomicFile.write(
          file,
          out -> {
            Safetensors.write(hash.through(out), weights, Map.of("run", runId));
            check.run();
          });
    } catch (IOException e) {
      throw new BadInputException("can't write '" + file + "': " + FileFault.words(e), e);
    }
    return hash.hex();
  }

  /**
   * Reads the weights.
   *
   * @param sha256 what the manifest says of the file
   * @throws BadInputException if the file is missing or another one
   */
  public Map<String, NdArray> read(String sha256) {
    verify(sha256);
    return Safetensors.read(file).tensors();
  }

  /** Checks that the file is there and is the one of that hash. */
  void verify(String sha256) {
    if (!Files.exists(file)) {
      throw new BadInputException(
          "run '" + runId + "' has no weights: '" + file + "' is missing; train it first.");
    }
    try {
      String found = Sha256.of(file);
      if (!found.equals(sha256)) {
        throw new BadInputException(
            "'"
                + file
                + "' has the SHA-256 "
                + found
                + ", not "
                + sha256
                + " as in the manifest; it was changed, so train the run anew.");
      }
    } catch (IOException e) {
      throw new BadInputException("can't read '" + file + "': " + FileFault.words(e), e);
    }
  }
}
