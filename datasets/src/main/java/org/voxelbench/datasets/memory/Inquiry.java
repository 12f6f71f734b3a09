package org.voxelbench.datasets.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.voxelbench.base.file.Sha256;

/** A question about some files as they are at a moment. */
public final class Inquiry {

  /** Of a key, so that no two questions ever share one. */
  private static final int KEY_BYTES = 16;

  private final Path folder;
  private final String question;
  private final List<Path> files;
  private final List<FileStamp> stamps;
  private final boolean settled;

  private Inquiry(
      Path folder, String question, List<Path> files, List<FileStamp> stamps, boolean settled) {
    this.folder = folder;
    this.question = question;
    this.files = files;
    this.stamps = stamps;
    this.settled = settled;
  }

  /**
   * Asks; none of the files is read.
   *
   * @param folder the data set's, against which files are named, so that it may move
   * @param question all that the answer depends on besides what the files hold
   */
  public static Inquiry of(Path folder, String question, List<Path> files) {
    Instant now = Instant.now();
    long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    List<FileStamp> stamps = stamps(files).orElse(List.of());
    boolean settled =
        stamps.size() == files.size() && stamps.stream().allMatch(stamp -> stamp.settledAt(nanos));
    return new Inquiry(folder, question, List.copyOf(files), stamps, settled);
  }

  /** None if a file isn't there. */
  private static Optional<List<FileStamp>> stamps(List<Path> files) {
    List<FileStamp> stamps = new ArrayList<>();
    for (Path file : files) {
      try {
        stamps.add(FileStamp.of(file));
      } catch (IOException missing) {
        return Optional.empty();
      }
    }
    return Optional.of(stamps);
  }

  /** Whether an answer that is found now holds as long as the files look the same. */
  boolean stillHolds() {
    return settled && stamps(files).filter(stamps::equals).isPresent();
  }

  /** Names question and files in 32 characters; empty if a file isn't there. */
  Optional<String> key() {
    if (stamps.size() != files.size()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(question);
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      FileStamp stamp = stamps.get(i);
      text.append('\0')
          .append(file.startsWith(folder) ? folder.relativize(file) : file)
          .append('\0')
          .append(stamp.size())
          .append(' ')
          .append(stamp.modified())
          .append(' ')
          .append(stamp.inode());
    }
    byte[] hash = Sha256.bytes(text.toString().getBytes(StandardCharsets.UTF_8));
    return Optional.of(HexFormat.of().formatHex(hash, 0, KEY_BYTES));
  }
}
