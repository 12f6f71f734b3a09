package org.voxelbench.datasets.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.download.Digest;

/**
 * What archives were when they were first here of which no card knows the hash, kept beside them as
 * {@code seen.json}, so that another archive of the name is noticed.
 *
 * @param archives by name
 */
record SeenArchives(Map<String, Seen> archives) {

  private static final String NAME = "seen.json";
  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 1));

  /** An archive as it was. */
  record Seen(String sha256, long bytes) {}

  /**
   * Compares an archive with what it was, or notes what it is.
   *
   * @return a sentence for people on what was noted or compared
   * @throws DatasetException if it was another one before
   */
  static String compare(Path archive) throws IOException {
    Path file = archive.resolveSibling(NAME);
    Map<String, Seen> all =
        new TreeMap<>(
            Files.exists(file) ? JSON.read(file, SeenArchives.class).archives() : Map.of());
    String name = archive.getFileName().toString();
    Seen now = new Seen(Digest.of(Digest.Kind.SHA256, archive).hex(), Files.size(archive));
    Seen before = all.putIfAbsent(name, now);
    if (before == null) {
      JSON.write(file, new SeenArchives(all));
      return name
          + ": its card knows no checksum, so that nobody can tell whether it is the publisher's;"
          + " noted SHA-256 "
          + now.sha256()
          + " in "
          + file;
    }
    if (!before.equals(now)) {
      throw new DatasetException(
          archive
              + ": has SHA-256 "
              + now.sha256()
              + ", but "
              + before.sha256()
              + " was seen here before; remove the archive to fetch it again, or '"
              + file
              + "' if the publisher has changed it.");
    }
    return name + ": has the SHA-256 that was seen before";
  }
}
