package org.voxelbench.datasets.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a file, by which a change is seen without reading it.
 *
 * @param size bytes
 * @param modified nanoseconds since 1970
 * @param inode the file's number in its file system, 0 where files have none
 */
record FileStamp(long size, long modified, long inode) {

  private static final String UNIX = "unix";

  /** A file that is written on within so many nanoseconds may keep its time of modification. */
  private static final long COARSEST_CLOCK = TimeUnit.SECONDS.toNanos(2);

  static FileStamp of(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(found.size(), nanos(found.lastModifiedTime()), 0);
    }
    Map<String, Object> found = Files.readAttributes(file, UNIX + ":size,lastModifiedTime,ino");
    return new FileStamp(
        (Long) found.get("size"),
        nanos((FileTime) found.get("lastModifiedTime")),
        (Long) found.get("ino"));
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  /** Whether a change after this moment would be seen. */
  boolean settledAt(long nanosSince1970) {
    return nanosSince1970 - modified > COARSEST_CLOCK;
  }
}
