package org.voxelbench.base.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text by which a claim names the process of its owner: its number and, since numbers are given
 * again, the tick after boot at which it began, which no change of the clock moves.
 */
final class ProcessName {

  private static final Pattern TEXT = Pattern.compile("process ([0-9]{1,18})( begun at .*)?");

  /** Fields of {@code /proc/PID/stat} after the name in parentheses. */
  private static final int STATE = 0;

  private static final int BEGUN = 19;

  private ProcessName() {}

  /** The text of this process. */
  static String current() throws IOException {
    return text(ProcessHandle.current().pid());
  }

  /** Whether a process of that text is alive on this machine. */
  static boolean lives(String text) throws IOException {
    Matcher owner = TEXT.matcher(text);
    if (!owner.matches()) {
      return false;
    }
    long pid = Long.parseLong(owner.group(1));
    return ProcessHandle.of(pid).isPresent() && text(pid).equals(text);
  }

  private static String text(long pid) throws IOException {
    String process = "process " + pid;
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      if (!Files.isReadable(stat)) {
        return process;
      }
      String line = Files.readString(stat);
      String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
      return fields[STATE].equals("Z") ? "dead " + process : process + " begun at " + fields[BEGUN];
    } catch (NoSuchFileException e) {
      return "dead " + process;
    }
  }
}
