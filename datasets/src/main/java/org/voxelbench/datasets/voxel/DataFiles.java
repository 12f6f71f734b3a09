package org.voxelbench.datasets.voxel;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;

/** The files of voxels that a detached header names, which lie in its folder or below. */
public final class DataFiles {

  private static final Pattern NUMBERED =
      Pattern.compile(
          "(\\S*%0?\\d?d\\S*)\\s+(-?\\d{1,9})\\s+(-?\\d{1,9})\\s+(-?\\d{1,9})(\\s+\\d+)?");
  private static final int MOST_FILES = 100_000;

  private final Path header;
  private final String key;

  /**
   * Files of a header.
   *
   * @param key the header's key that names them
   */
  public DataFiles(Path header, String key) {
    this.header = header;
    this.key = key;
  }

  /**
   * One file, or those of a pattern such as {@code slice%03d.raw 1 20 1}.
   *
   * @throws DatasetException if one lies outside the header's folder or isn't there
   */
  public List<Path> named(String value) {
    Matcher numbered = NUMBERED.matcher(value);
    if (!numbered.matches()) {
      return listed(List.of(value));
    }
    int first = Integer.parseInt(numbered.group(2));
    int last = Integer.parseInt(numbered.group(3));
    int step = Integer.parseInt(numbered.group(4));
    if (step == 0 || (last - first) / step < 0 || (last - first) / step >= MOST_FILES) {
      throw fault("numbers files from " + first + " to " + last + " by " + step);
    }
    List<Path> files = new ArrayList<>();
    for (int number = first; step > 0 ? number <= last : number >= last; number += step) {
      files.add(file(formatted(numbered.group(1), number)));
    }
    return files;
  }

  /**
   * Files by their names.
   *
   * @throws DatasetException if one lies outside the header's folder or isn't there
   */
  public List<Path> listed(List<String> names) {
    if (names.isEmpty() || names.size() > MOST_FILES) {
      throw fault("names " + names.size() + " files");
    }
    return names.stream().map(this::file).toList();
  }

  private String formatted(String pattern, int number) {
    try {
      return String.format(Locale.ROOT, pattern, number);
    } catch (IllegalFormatException e) {
      throw fault("holds the pattern '" + pattern + "', which has more than one number");
    }
  }

  private Path file(String name) {
    Path folder = header.toAbsolutePath().normalize().getParent();
    try {
      Path file = folder.resolve(name).normalize();
      if (!file.startsWith(folder) || file.equals(folder) || Path.of(name).isAbsolute()) {
        throw fault(
            "names '" + name + "', which lies outside the header's folder; move it beside it");
      }
      if (!FileFault.mayExist(file)) {
        throw fault("names '" + name + "', which isn't there; copy it beside the header");
      }
      return header.resolveSibling(folder.relativize(file));
    } catch (InvalidPathException e) {
      throw fault("names '" + name + "', which can't be a file");
    }
  }

  private DatasetException fault(String fault) {
    return new DatasetException(header + ": the key '" + key + "' " + fault + ".");
  }
}
