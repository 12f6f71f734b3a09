package org.voxelbench.harness.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory, which a test can fill or make read-only. */
final class Tmpfs implements AutoCloseable {

  private final Path folder;

  private Tmpfs(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; a test that may not is skipped. */
  static Tmpfs mount(Path folder, int mebibytes) throws Exception {
    Files.createDirectories(folder);
    boolean mounted =
        tried("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder);
    assumeTrue(mounted, "needs the right to mount a tmpfs (root on Linux)");
    return new Tmpfs(folder);
  }

  /** Mounts it again for reading alone, or for writing too. */
  void remount(String how) throws Exception {
    if (!tried("mount", "-o", "remount," + how, folder)) {
      throw new IOException("can't mount " + folder + " again as " + how);
    }
  }

  /** Leaves so many bytes free. */
  void fill(long free) throws IOException {
    FileStore store = Files.getFileStore(folder);
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(ballast())) {
      for (long left = store.getUsableSpace() - free; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
  }

  /** Makes room again. */
  void empty() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private static boolean tried(Object... words) throws Exception {
    String[] command = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      command[i] = words[i].toString();
    }
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws Exception {
    tried("umount", folder);
  }
}
