package org.voxelbench.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.format.OtherVersionException;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.NotVolumeException;
import org.voxelbench.engine.EngineException;
import org.voxelbench.reports.ranking.ReportException;

/**
 * What holds for every input of every reader: it is read, or refused in one sentence that names the
 * file; it costs no more memory than its size allows; nothing is written outside its own folder.
 */
final class FuzzInput {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Set<Class<?>> REFUSALS =
      Set.of(
          DatasetException.class,
          NotVolumeException.class,
          EngineException.class,
          BadInputException.class,
          OtherVersionException.class,
          ReportException.class);

  private final FuzzTarget target;
  private final Path folder;
  private long memory;

  /**
   * Inputs of a target.
   *
   * @param folder where they are put, one at a time; else empty
   */
  FuzzInput(FuzzTarget target, Path folder) {
    this.target = target;
    this.folder = folder;
  }

  /**
   * Reads an input.
   *
   * @return the refusal; empty if it was read
   * @throws AssertionError if a rule is broken
   */
  Optional<String> check(byte[] input) throws IOException {
    Path file = folder.resolve(target.fileName());
    Files.write(file, input);
    long most = target.mostMemory(input.length);
    Optional<String> refusal = read(file);
    // What is loaded once is not the file's claim.
    for (int again = 0; again < 2 && memory > most; again++) {
      refusal = read(file);
    }
    if (memory > most) {
      throw new AssertionError(
          target + ": " + input.length + " bytes took " + memory + " bytes of memory, not " + most);
    }
    refusal.ifPresent(sentence -> checkSentence(sentence, file));
    return refusal;
  }

  private Optional<String> read(Path file) throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      target.read(file);
      return Optional.empty();
    } catch (RuntimeException e) {
      if (!REFUSALS.contains(e.getClass())) {
        throw e;
      }
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      memory = THREADS.getCurrentThreadAllocatedBytes() - before;
      clear(file);
    }
  }

  private void checkSentence(String sentence, Path file) {
    if (!sentence.contains(file.getFileName().toString())) {
      throw new AssertionError(target + " is refused without its name: " + sentence);
    }
  }

  private void clear(Path file) throws IOException {
    List<Path> others;
    try (Stream<Path> paths = Files.list(folder)) {
      others = paths.filter(path -> !path.equals(file)).toList();
    }
    for (Path other : others) {
      if (!other.getFileName().toString().equals(FuzzTarget.UNPACKED)) {
        throw new AssertionError(target + " left " + other + " behind");
      }
      delete(other);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .filter(Files::isSymbolicLink)
          .forEach(
              link -> {
                throw new AssertionError("an archive made the link " + link);
              });
    }
    AtomicFolder.remove(folder);
  }
}
