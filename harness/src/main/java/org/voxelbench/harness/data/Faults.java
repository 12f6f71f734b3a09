package org.voxelbench.harness.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;

/** Everything that speaks against a benchmark, so that a user hears of all of it at once. */
public final class Faults {

  /** The file's name in the folder of the results. */
  public static final String NAME = "faults.txt";

  /** More than these are a list for a file. */
  private static final int MOST = 8;

  private final Set<String> found = new LinkedHashSet<>();

  /** Does a check, whose fault is kept. */
  public void guard(Runnable check) {
    of(
        () -> {
          check.run();
          return true;
        });
  }

  /** What a check gives; empty if it has a fault, which is kept. */
  public <T> Optional<T> of(Supplier<T> check) {
    try {
      return Optional.of(check.get());
    } catch (BadInputException e) {
      found.addAll(e.sentences());
      return Optional.empty();
    }
  }

  /** Adds a fault in words. */
  public void add(String sentence) {
    found.add(sentence);
  }

  /** All of them, in words. */
  public List<String> sentences() {
    return List.copyOf(found);
  }

  /**
   * Refuses to go on if there are any.
   *
   * @param folder where many are listed, in {@code faults.txt}
   * @throws BadInputException with all of them, or with the first and the file's name
   */
  public void refuse(Path folder) {
    if (found.size() > MOST) {
      Path file = folder.resolve(NAME);
      byte[] text = (String.join("\n", found) + "\n").getBytes(StandardCharsets.UTF_8);
      try {
        AtomicFile.write(file, out -> out.write(text));
      } catch (IOException e) {
        throw new BadInputException("can't write '" + file + "': " + FileFault.words(e) + ".", e);
      }
      throw new BadInputException(first() + " All " + found.size() + " are in '" + file + "'.");
    }
    refuse();
  }

  /**
   * Refuses to go on if there are any, all of which the user has been shown.
   *
   * @throws BadInputException with all of them, or with the first of many
   */
  public void refuse() {
    if (found.size() > MOST) {
      throw new BadInputException(first() + " All " + found.size() + " stand above.");
    }
    if (!found.isEmpty()) {
      throw new BadInputException(sentences());
    }
  }

  private String first() {
    return found.size() + " faults, the first: " + found.iterator().next();
  }
}
