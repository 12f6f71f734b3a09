package org.voxelbench.reports.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.reports.ranking.ReportException;

/** Files of a folder of published numbers: CSV, small, and named by what they hold. */
final class PublishedFile {

  private static final String ENDING = ".csv";
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Larger files are copied from no paper. */
  private static final long MAX_BYTES = 4L << 20;

  private PublishedFile() {}

  /**
   * Its name without the ending.
   *
   * @throws ReportException naming the file, if its name or its size can't be one's
   */
  static String id(Path file) {
    String name = file.getFileName().toString();
    String id = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
    if (!ID.matcher(id).matches()) {
      throw new ReportException(
          "'"
              + file
              + "' is no name of a published table or comparison; expected lower-case letters,"
              + " digits and hyphens, and the ending .csv");
    }
    checkSize(file);
    return id;
  }

  /** Those directly inside a folder, by name. */
  static List<Path> in(Path folder) {
    try {
      return FolderListing.of(folder).stream().filter(f -> f.toString().endsWith(ENDING)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "can't list the published tables in '" + folder + "': " + FileFault.words(e), e);
    }
  }

  private static void checkSize(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ReportException(
            "'" + file + "' is larger than " + MAX_BYTES + " bytes, so no paper has printed it");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't read '" + file + "': " + FileFault.words(e), e);
    }
  }
}
