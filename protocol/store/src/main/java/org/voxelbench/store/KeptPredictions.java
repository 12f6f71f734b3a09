package org.voxelbench.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.file.FileFault;

/**
 * The predictions that an earlier start of a run made before it was stopped, so that a run whose
 * prediction takes longer than a job may comes to its end. A note beside them says of which weights
 * they are, for those of other weights count for nothing.
 */
public final class KeptPredictions {

  private static final String NOTE = ".weights";

  private final RunFolder run;
  private final String weightsSha256;
  private final Path folder;
  private final Path note;

  /**
   * @param weightsSha256 hash of the weights that predict
   */
  KeptPredictions(RunFolder run, Path folder, String weightsSha256) {
    this.run = run;
    this.weightsSha256 = weightsSha256;
    this.folder = folder;
    this.note = folder.resolve(NOTE);
  }

  /** Whether an earlier start began to predict with these weights. */
  public boolean begun() {
    try {
      return Files.isRegularFile(note) && Files.readString(note).equals(weightsSha256);
    } catch (IOException e) {
      throw fault(e);
    }
  }

  /** Begins anew: removes predictions of other weights, and notes whose the next are. */
  public void begin() {
    run.check();
    if (Files.exists(folder)) {
      AtomicFolder.remove(folder);
    }
    try {
      Files.createDirectories(folder);
      AtomicFile.write(note, out -> out.write(weightsSha256.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw fault(e);
    }
  }

  /** Whether a case was predicted. */
  public boolean has(String caseId) {
    return Files.isRegularFile(run.prediction(caseId));
  }

  /** Says that all are made. */
  public void end() {
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private BadInputException fault(IOException e) {
    return new BadInputException("'" + note + "': " + FileFault.words(e) + ".", e);
  }
}
