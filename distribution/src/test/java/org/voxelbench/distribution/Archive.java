package org.voxelbench.distribution;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A release archive, read once from end to end.
 *
 * @param entries what the archive says of its files and folders, in its order
 * @param hashes SHA-256 by name below the archive's folder
 * @param texts content of small files by such a name
 */
record Archive(
    List<TarArchiveEntry> entries, Map<String, String> hashes, Map<String, byte[]> texts) {

  private static final long LARGEST_TEXT = 1 << 24;

  static Archive read(Path file) {
    Archive archive = new Archive(new ArrayList<>(), new TreeMap<>(), new HashMap<>());
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in, 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        archive.add(entry, tar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archive;
  }

  private void add(TarArchiveEntry entry, InputStream content) throws IOException {
    entries.add(entry);
    if (!entry.isFile()) {
      return;
    }
    String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
    DigestInputStream in = new DigestInputStream(content, sha256());
    if (!name.endsWith(".jar") && entry.getSize() < LARGEST_TEXT) {
      texts.put(name, in.readAllBytes());
    }
    in.transferTo(OutputStream.nullOutputStream());
    hashes.put(name, HexFormat.of().formatHex(in.getMessageDigest().digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String text(String name) {
    return new String(texts.get(name), StandardCharsets.UTF_8);
  }

  /** The jars of {@code lib/}. */
  Inventory jars() {
    Map<String, String> jars = new TreeMap<>();
    hashes.forEach(
        (name, sha256) -> {
          if (name.startsWith("lib/")) {
            jars.put(name.substring("lib/".length()), sha256);
          }
        });
    return new Inventory(jars);
  }
}
