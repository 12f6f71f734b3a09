package org.voxelbench.preparation.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.LockOwner;

/**
 * Who claims cases.
 *
 * @param machine the boot of a machine and, since containers count their processes apart, the space
 *     of process numbers; empty where the system doesn't say
 * @param process the process, as {@link LockOwner} names it
 */
record ClaimOwner(String machine, String process) {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

  /** This process. */
  static ClaimOwner current() {
    try {
      String machine =
          Files.isReadable(BOOT) && Files.isSymbolicLink(PROCESSES)
              ? Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES)
              : "";
      return new ClaimOwner(machine, LockOwner.current());
    } catch (IOException e) {
      throw new BadInputException("this process can't be named: " + FileFault.words(e) + ".", e);
    }
  }

  /** What its claims hold. */
  String text() {
    return process + "\n" + machine + "\n";
  }

  /**
   * Whether the owner of a claim that this process doesn't hold lives; empty if that can't be told
   * from here.
   */
  Optional<Boolean> isAlive(String text) throws IOException {
    String[] lines = text.split("\n", -1);
    boolean here = lines.length == 3 && !machine.isEmpty() && lines[1].equals(machine);
    return here ? Optional.of(LockOwner.lives(lines[0])) : Optional.empty();
  }
}
