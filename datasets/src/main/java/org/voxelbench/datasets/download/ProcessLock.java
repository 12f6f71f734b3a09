package org.voxelbench.datasets.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.voxelbench.datasets.DatasetException;

/** Keeps others from writing what one process is writing; the system ends it with the process. */
public final class ProcessLock implements AutoCloseable {

  private final FileChannel channel;

  private ProcessLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a lock, whose file is made and stays.
   *
   * @throws DatasetException if somebody else has it
   */
  public static ProcessLock take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isFree(channel)) {
      channel.close();
      throw new DatasetException(
          "'" + file + "' says that somebody else is fetching this right now; wait for them.");
    }
    return new ProcessLock(channel);
  }

  /** Whether nobody else has a lock on a file; takes it then, until the channel is closed. */
  static boolean isFree(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
