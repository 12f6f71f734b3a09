package org.voxelbench.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licences and notices that a jar carries in itself. */
final class JarTexts {

  private static final Pattern TEXT =
      Pattern.compile(
          "(?i)(.*/)?((licen[cs]e|notice|copying|copyright)[^/]*|(meta-inf/)?licen[cs]es?/[^/]+)");

  private JarTexts() {}

  /** Their bytes by name, in the order of names; a folder's slash is a dash. */
  static SortedMap<String, byte[]> of(Path jar) throws IOException {
    SortedMap<String, byte[]> texts = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      for (ZipEntry entry : entries) {
        if (!entry.isDirectory() && isText(entry.getName())) {
          try (InputStream in = zip.getInputStream(entry)) {
            texts.put(entry.getName().replace('/', '-'), in.readAllBytes());
          }
        }
      }
    }
    return texts;
  }

  private static boolean isText(String entry) {
    return TEXT.matcher(entry).matches() && !entry.endsWith(".class");
  }
}
