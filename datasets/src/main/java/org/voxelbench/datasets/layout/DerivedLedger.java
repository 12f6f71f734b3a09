package org.voxelbench.datasets.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.file.TextFile;
import org.voxelbench.datasets.DatasetException;

/**
 * Which derived files are whole, and of what: a line for each as it is done, so that a conversion
 * that was stopped goes on where it was.
 */
final class DerivedLedger {

  static final String NAME = "derived.txt";

  private final Path folder;
  private final Map<String, String> lines = new HashMap<>();

  private DerivedLedger(Path folder) {
    this.folder = folder;
  }

  /** Opens the ledger of a converted data set, or begins one; a line that was cut is dropped. */
  static DerivedLedger open(Path folder) {
    DerivedLedger ledger = new DerivedLedger(folder);
    Path file = folder.resolve(NAME);
    String text = Files.exists(file) ? TextFile.read(file) : "";
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    whole.lines().forEach(line -> ledger.lines.put(place(line), line));
    if (!Files.exists(file) || whole.length() < text.length()) {
      try {
        AtomicFile.write(file, out -> out.write(whole.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }
    return ledger;
  }

  private static String place(String line) {
    return line.substring(line.lastIndexOf('\t') + 1);
  }

  /** Whether a file was written by that recipe and nobody has touched it since. */
  boolean holds(DerivedFile derived) {
    Path file = folder.resolve(derived.place());
    String line = lines.get(derived.place());
    return line != null && Files.isRegularFile(file) && line.equals(line(derived, file));
  }

  /** Notes that a file is whole. */
  synchronized void done(DerivedFile derived) {
    String line = line(derived, folder.resolve(derived.place()));
    try {
      Files.write(folder.resolve(NAME), List.of(line), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritable(folder.resolve(NAME), e);
    }
    lines.put(derived.place(), line);
  }

  private static String line(DerivedFile derived, Path file) {
    try {
      return String.join(
          "\t",
          Sha256.of(derived.recipe()),
          Long.toString(Files.size(file)),
          Long.toString(Files.getLastModifiedTime(file).toMillis()),
          derived.place());
    } catch (IOException e) {
      throw new DatasetException(file + ": can't be read (" + FileFault.words(e) + ").", e);
    }
  }

  private static DatasetException unwritable(Path file, IOException e) {
    return new DatasetException(file + ": can't be written (" + FileFault.words(e) + ").", e);
  }
}
