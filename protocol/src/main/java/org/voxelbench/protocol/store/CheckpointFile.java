package org.voxelbench.protocol.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.voxelbench.datasets.AtomicFile;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Safetensors;
import org.voxelbench.protocol.ProtocolException;
import org.voxelbench.protocol.results.StrictJson;

/**
 * The latest {@link Checkpoint} of a run, in one safetensors file: a process killed at any moment
 * leaves the old one or the new one.
 */
public final class CheckpointFile {

  private static final String WEIGHTS = "weights/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String RUN = "run";
  private static final String PROGRESS = "progress";
  private static final String CHECKSUM = "crc32c";

  /** What the progress of earlier versions lacks. */
  private static final Map<String, Object> LATER = Map.of("/peakHostBytes", 0);

  private final String runId;
  private final Path file;
  private final Path next;

  CheckpointFile(String runId, Path folder) {
    this.runId = runId;
    this.file = folder.resolve("checkpoint.safetensors");
    this.next = folder.resolve("checkpoint-next.safetensors");
  }

  /**
   * Replaces the checkpoint, once the new one is on disk and its hash was read back.
   *
   * @throws ProtocolException if it can't be written, or reads back differently; the old one stays
   */
  public void save(Checkpoint checkpoint) {
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    checkpoint.weights().forEach((name, value) -> tensors.put(WEIGHTS + name, value));
    checkpoint.optimizer().forEach((name, value) -> tensors.put(OPTIMIZER + name, value));
    Sha256 written = new Sha256();
    String progress = StrictJson.text(checkpoint.progress());
    try {
      Map<String, String> metadata =
          Map.of(RUN, runId, PROGRESS, progress, CHECKSUM, checksum(tensors, progress));
      AtomicFile.write(next, out -> Safetensors.write(written.through(out), tensors, metadata));
      if (!Sha256.of(next).equals(written.hex())) {
        throw new ProtocolException(
            "'" + next + "' reads back differently than it was written; check the disk.");
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw new ProtocolException("can't write '" + file + "': " + e.getMessage(), e);
    }
  }

  /** Whether there is one. */
  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * The latest checkpoint, if there is one.
   *
   * @throws ProtocolException if it is damaged or of another run
   * @throws org.voxelbench.engine.EngineException if it is no safetensors file
   */
  public Optional<Checkpoint> load() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Safetensors stored = Safetensors.read(file);
    String run = metadata(stored, RUN);
    if (!run.equals(runId)) {
      throw new ProtocolException(
          "'" + file + "' belongs to run '" + run + "', not to '" + runId + "'; remove it.");
    }
    if (!metadata(stored, CHECKSUM)
        .equals(checksum(stored.tensors(), metadata(stored, PROGRESS)))) {
      throw new ProtocolException(
          "'" + file + "' is damaged: its checksum differs; remove it to train from the start.");
    }
    Map<String, NdArray> weights = new LinkedHashMap<>();
    Map<String, NdArray> optimizer = new LinkedHashMap<>();
    stored
        .tensors()
        .forEach(
            (name, value) -> {
              if (name.startsWith(WEIGHTS)) {
                weights.put(name.substring(WEIGHTS.length()), value);
              } else if (name.startsWith(OPTIMIZER)) {
                optimizer.put(name.substring(OPTIMIZER.length()), value);
              } else {
                throw new ProtocolException(
                    "'" + file + "' holds '" + name + "', which is no part of a checkpoint.");
              }
            });
    TrainingProgress progress =
        StrictJson.parse(
            "the progress in '" + file + "'",
            metadata(stored, PROGRESS),
            TrainingProgress.class,
            LATER);
    return Optional.of(new Checkpoint(weights, optimizer, progress));
  }

  /** Removes the checkpoint of a run that needs it no more. */
  public void delete() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(next);
    } catch (IOException e) {
      throw new ProtocolException("can't delete '" + file + "': " + e.getMessage(), e);
    }
  }

  private String metadata(Safetensors stored, String key) {
    String value = stored.metadata().get(key);
    if (value == null) {
      throw new ProtocolException(
          "'" + file + "' has no '" + key + "' in its metadata; it is no checkpoint.");
    }
    return value;
  }

  /** CRC-32C of names, shapes and values, and of the progress. */
  private String checksum(Map<String, NdArray> tensors, String progress) {
    CRC32C crc = new CRC32C();
    try (OutputStream out = new CheckedOutputStream(OutputStream.nullOutputStream(), crc)) {
      Safetensors.write(out, tensors, Map.of(PROGRESS, progress));
    } catch (IOException e) {
      throw new ProtocolException("can't check '" + file + "': " + e.getMessage(), e);
    }
    return Long.toHexString(crc.getValue());
  }
}
