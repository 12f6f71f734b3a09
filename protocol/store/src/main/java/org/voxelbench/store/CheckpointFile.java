package org.voxelbench.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;

/**
 * The latest {@link Checkpoint} of a run, in one safetensors file: a process killed at any moment
 * leaves the old one or the new one.
 */
public final class CheckpointFile {

  private static final FileSchema SCHEMA = new FileSchema(1, 2);
  private static final String WEIGHTS = "weights/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String RUN = "run";
  private static final String PROGRESS = "progress";

  private final String runId;
  private final Runnable check;
  private final Path file;
  private final Path next;

  /**
   * @param check is asked before a checkpoint is replaced or removed, and throws to refuse it
   */
  CheckpointFile(String runId, Path folder, Runnable check) {
    this.runId = runId;
    this.check = check;
    this.file = folder.resolve("checkpoint.safetensors");
    this.next = folder.resolve("checkpoint-next.safetensors");
  }

  /**
   * Replaces the checkpoint, once the new one is on disk and was read back.
   *
   * @throws BadInputException if it can't be written, or reads back differently; the old one stays
   */
  public void save(Checkpoint checkpoint) {
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    checkpoint.weights().forEach((name, value) -> tensors.put(WEIGHTS + name, value));
    checkpoint.optimizer().forEach((name, value) -> tensors.put(OPTIMIZER + name, value));
    Map<String, String> covered = new TreeMap<>(SCHEMA.stamp());
    covered.put(PROGRESS, StrictJson.text(checkpoint.progress()));
    CheckedTensors checked = new CheckedTensors(tensors, covered, Map.of(RUN, runId));
    check.run();
    try {
      checked.write(next);
      check.run();
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw new BadInputException("can't write '" + file + "': " + FileFault.words(e), e);
    }
  }

  /** Whether there is one. */
  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * The latest checkpoint, if there is one.
   *
   * @throws BadInputException if it is damaged or of another run
   * @throws org.voxelbench.engine.EngineException if it is no safetensors file
   */
  public Optional<Checkpoint> load() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Safetensors stored = Safetensors.read(file);
    SCHEMA.check("'" + file + "'", stored.metadata());
    String run = metadata(stored, RUN);
    if (!run.equals(runId)) {
      throw new BadInputException(
          "'" + file + "' belongs to run '" + run + "', not to '" + runId + "'; remove it.");
    }
    checkSum(stored);
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
                throw new BadInputException(
                    "'" + file + "' holds '" + name + "', which is no part of a checkpoint.");
              }
            });
    TrainingProgress progress =
        StrictJson.parse(
            "the progress in '" + file + "'", metadata(stored, PROGRESS), TrainingProgress.class);
    return Optional.of(new Checkpoint(weights, optimizer, progress));
  }

  /** Removes the checkpoint of a run that needs it no more. */
  public void delete() {
    check.run();
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(next);
    } catch (IOException e) {
      throw new BadInputException("can't delete '" + file + "': " + FileFault.words(e), e);
    }
  }

  private String metadata(Safetensors stored, String key) {
    String value = stored.metadata().get(key);
    if (value == null) {
      throw new BadInputException(
          "'" + file + "' has no '" + key + "' in its metadata; it is no checkpoint.");
    }
    return value;
  }

  private void checkSum(Safetensors stored) {
    Map<String, String> covered = new TreeMap<>(stored.metadata());
    covered.keySet().removeAll(List.of(RUN, CheckedTensors.CHECKSUM));
    CheckedTensors found = new CheckedTensors(stored.tensors(), covered, Map.of());
    try {
      if (!found.matches(metadata(stored, CheckedTensors.CHECKSUM))) {
        throw new BadInputException(
            "'" + file + "' is damaged: its checksum differs; remove it to train from the start.");
      }
    } catch (IOException e) {
      throw new BadInputException("can't check '" + file + "': " + FileFault.words(e), e);
    }
  }
}
