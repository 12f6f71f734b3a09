package org.voxelbench.harness.nnunet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;

/**
 * Where a run comes from that was not trained here, left in its folder as {@code import.json}.
 *
 * @param protocol always {@code unknown}: how it was trained can't be read from a checkpoint
 * @param source what was imported
 * @param checkpoint the file's name
 * @param sha256 the file's hash
 * @param trainer nnU-Net's class
 * @param dataset the data set's name in its plan
 * @param plans the plan's name
 * @param configuration the plan's configuration
 * @param fold its fold, a number or {@code all}
 */
record ImportNote(
    String protocol,
    String source,
    String checkpoint,
    String sha256,
    String trainer,
    String dataset,
    String plans,
    String configuration,
    String fold) {

  static final String UNKNOWN = "unknown";

  private static final String NAME = "import.json";
  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 1));

  /** The note of a folder; empty if the run was trained here. */
  static Optional<ImportNote> read(Path folder) {
    Path file = folder.resolve(NAME);
    return Files.exists(file) ? Optional.of(JSON.read(file, ImportNote.class)) : Optional.empty();
  }

  void write(Path folder) {
    JSON.write(folder.resolve(NAME), this);
  }
}
