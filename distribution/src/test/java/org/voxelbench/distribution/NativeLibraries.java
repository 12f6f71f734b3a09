package org.voxelbench.distribution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The native libraries for Linux on x86-64 that lie in jars. */
final class NativeLibraries {

  private static final Pattern LIBRARY =
      Pattern.compile(".*linux[-/](?:x86[-_]64|amd64).*/(.*\\.so[.0-9]*)");

  private NativeLibraries() {}

  /** Their file names. */
  static List<String> of(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .map(LIBRARY::matcher)
          .filter(library -> library.matches())
          .map(library -> library.group(1))
          .toList();
    }
  }
}
