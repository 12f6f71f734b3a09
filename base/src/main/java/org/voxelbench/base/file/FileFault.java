package org.voxelbench.base.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why the system would not open, list or write a file, in words. */
public final class FileFault {

  private static final String DENIED = "permission denied";

  private FileFault() {}

  /**
   * The cause as part of a sentence, such as {@code permission denied to user 'kim'}; Java's own
   * message of a denied file is its name alone.
   */
  public static String words(IOException fault) {
    String message = String.valueOf(fault.getMessage());
    if (fault instanceof AccessDeniedException || message.endsWith("(Permission denied)")) {
      return DENIED
          + " to user '"
          + System.getProperty("user.name")
          + "'; change the permissions, or run as a user who has them";
    }
    if (fault instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    return fault instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : message;
  }

  /**
   * Whether a file is there, or may be: in a folder that this user may not enter Java says of every
   * file that it isn't one.
   */
  public static boolean mayExist(Path file) {
    return !Files.notExists(file);
  }
}
