package org.voxelbench.preparation.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.Sha256;

/**
 * All cases of a prepared folder in one file, so that it opens without a look at each: a line of
 * tab-separated values per case, its name last.
 */
final class CaseIndex {

  static final String NAME = "index.tsv";

  private static final char TAB = '\t';
  private static final int FIELDS = 7;

  private CaseIndex() {}

  /** The text of some cases, in their order. */
  static byte[] bytes(Collection<CaseEntry> cases) {
    StringBuilder text = new StringBuilder();
    for (CaseEntry one : cases) {
      text.append(one.madeOf()).append(TAB);
      text.append(one.bytes()).append(TAB);
      text.append(one.channels()).append(TAB);
      for (int edge : one.shape()) {
        text.append(edge).append(TAB);
      }
      text.append(one.id()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static void write(Path file, byte[] index) {
    try {
      AtomicFile.write(file, out -> out.write(index));
    } catch (IOException e) {
      throw new BadInputException(file + " can't be written: " + FileFault.words(e) + ".", e);
    }
  }

  /**
   * Reads the cases by their names, in their order.
   *
   * @param sha256 what the seal says of the file; one of another hash is as if it weren't there
   */
  static Optional<Map<String, CaseEntry>> read(Path file, String sha256) {
    byte[] index;
    try {
      index = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new BadInputException(file + " can't be read: " + FileFault.words(e) + ".", e);
    }
    if (!Sha256.of(index).equals(sha256)) {
      return Optional.empty();
    }
    Map<String, CaseEntry> cases = new LinkedHashMap<>();
    new String(index, StandardCharsets.UTF_8)
        .lines()
        .map(CaseIndex::entry)
        .forEach(one -> cases.put(one.id(), one));
    return Optional.of(cases);
  }

  private static CaseEntry entry(String line) {
    String[] fields = line.split(String.valueOf(TAB), FIELDS);
    int[] shape = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      shape[axis] = Integer.parseInt(fields[3 + axis]);
    }
    return new CaseEntry(
        fields[6], fields[0], Long.parseLong(fields[1]), Integer.parseInt(fields[2]), shape);
  }
}
