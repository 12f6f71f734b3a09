package org.voxelbench.datasets.memory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.datasets.raw.FileHashes;

/**
 * What was found out about the files of one data set.
 *
 * <p>An answer holds for files of the same path, size, time of modification and inode. Safe for use
 * by several threads, and by several processes on one folder.
 */
public final class DatasetMemory implements AutoCloseable {

  private final Path dataset;
  private final Optional<Path> folder;
  private final Consumer<String> warning;
  private final Map<Topic, MemoryFile> files = new EnumMap<>(Topic.class);

  private DatasetMemory(Path dataset, Optional<Path> folder, Consumer<String> warning) {
    this.dataset = dataset;
    this.folder = folder;
    this.warning = warning;
  }

  /**
   * The memory of a data set, of which a topic is read when it is first asked for.
   *
   * @param dataset the data set's folder
   * @param folder where it lies; made when there is something to remember
   * @param warning takes a sentence if nothing can be added
   */
  public static DatasetMemory in(Path folder, Path dataset, Consumer<String> warning) {
    return new DatasetMemory(dataset, Optional.of(folder), warning);
  }

  /** A memory that forgets everything at once. */
  public static DatasetMemory none(Path dataset) {
    return new DatasetMemory(dataset, Optional.empty(), sentence -> {});
  }

  /** Deletes what is remembered, so that all files are read again. */
  public static void forget(Path folder) {
    if (Files.isDirectory(folder)) {
      AtomicFolder.remove(folder);
    }
  }

  /**
   * Asks about some of the data set's files.
   *
   * @param question all that the answer depends on besides what the files hold
   */
  public Inquiry ask(String question, List<Path> about) {
    return Inquiry.of(dataset, question, about);
  }

  /** What was found out before, if the files didn't change since. */
  public Optional<String> recall(Topic topic, Inquiry inquiry) {
    return file(topic).flatMap(known -> inquiry.key().flatMap(known::get));
  }

  /**
   * Remembers what was found out since an inquiry was made, unless a file changed meanwhile or so
   * shortly before that a further change might not show.
   *
   * @param answer of one line
   */
  public void remember(Topic topic, Inquiry inquiry, String answer) {
    Optional<MemoryFile> known = file(topic);
    if (known.isPresent() && inquiry.stillHolds()) {
      inquiry.key().ifPresent(key -> known.get().put(key, answer));
    }
  }

  /** SHA-256 of files, read where they aren't remembered. */
  public FileHashes hashes() {
    return file -> {
      Inquiry inquiry = ask("", List.of(file));
      return recall(Topic.SHA256, inquiry)
          .orElseGet(
              () -> {
                String hash = FileHashes.READ.of(file);
                remember(Topic.SHA256, inquiry, hash);
                return hash;
              });
    };
  }

  private synchronized Optional<MemoryFile> file(Topic topic) {
    return folder.map(
        place ->
            files.computeIfAbsent(
                topic, wanted -> new MemoryFile(place.resolve(wanted.fileName()), warning)));
  }

  @Override
  public synchronized void close() {
    files.values().forEach(MemoryFile::close);
  }
}
