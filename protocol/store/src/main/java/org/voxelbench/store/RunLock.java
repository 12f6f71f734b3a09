package org.voxelbench.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.LockOwner;

/**
 * The right to work on a run, held by one process at a time.
 *
 * <p>The operating system gives it back when its owner dies; the file stays.
 */
public final class RunLock implements AutoCloseable {

  /**
   * Locks of this process. POSIX drops a process's lock as soon as the process closes any handle of
   * the file, so a second try from within must not even open it.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock, unless somebody holds it. */
  static Optional<RunLock> tryTake(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path real =
          file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName().toString());
      if (!HELD_HERE.add(real)) {
        return Optional.empty();
      }
      Optional<RunLock> taken = Optional.empty();
      try {
        taken = lock(real);
        return taken;
      } finally {
        if (taken.isEmpty()) {
          HELD_HERE.remove(real);
        }
      }
    } catch (IOException e) {
      throw new BadInputException("can't lock '" + file + "': " + FileFault.words(e), e);
    }
  }

  /**
   * Whether the process that took the lock last lives on this machine; neither takes nor disturbs
   * it, and needs no right to write.
   */
  static boolean isHeld(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return false;
      }
      if (HELD_HERE.contains(file.toRealPath())) {
        return true;
      }
      return LockOwner.lives(Files.readString(file).strip());
    } catch (IOException e) {
      throw new BadInputException("can't read '" + file + "': " + FileFault.words(e), e);
    }
  }

  private static Optional<RunLock> lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return Optional.empty();
      }
      String owner = LockOwner.current() + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
      taken = true;
      return Optional.of(new RunLock(file, channel));
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BadInputException("can't unlock '" + file + "': " + FileFault.words(e), e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
