package org.voxelbench.weights.pytorch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.voxelbench.base.BadInputException;
import org.voxelbench.weights.pickle.PickleException;

/**
 * The zip container of {@code torch.save}: a folder with a pickle and storages, none of them
 * compressed.
 *
 * <p>Nothing is unpacked. Names and sizes are checked before the first byte is read, checksums when
 * an entry is.
 */
final class TorchZip implements Closeable {

  private static final String PICKLE = "data.pkl";
  private static final String BYTE_ORDER = "byteorder";
  private static final String AGAIN =
      "; open it once with torch.load and save it again with torch.save";

  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries;
  private final Set<String> checked = new HashSet<>();

  private TorchZip(Path file, ZipFile zip, Map<String, ZipEntry> entries) {
    this.file = file;
    this.zip = zip;
    this.entries = entries;
  }

  /**
   * Opens a container.
   *
   * @throws IOException if it can't be read or is a damaged zip file
   */
  static TorchZip open(Path file) throws IOException {
    ZipFile zip = named(() -> new ZipFile(file.toFile()));
    try {
      return new TorchZip(file, zip, entries(file, named(() -> Collections.list(zip.entries()))));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** Reads names of entries. */
  private interface Names<T> {

    T read() throws IOException;
  }

  private static <T> T named(Names<T> names) throws IOException {
    try {
      return names.read();
    } catch (IllegalArgumentException e) {
      // Java says so of names and comments in another encoding.
      throw new ZipException("a name in it is no UTF-8");
    }
  }

  /** The entries by their names below the archive's folder. */
  private static Map<String, ZipEntry> entries(Path file, List<? extends ZipEntry> all)
      throws IOException {
    String folder = folder(file, all);
    Map<String, ZipEntry> entries = new LinkedHashMap<>();
    long bytes = 0;
    for (ZipEntry entry : all) {
      checkName(file, entry, folder);
      checkSize(file, entry);
      bytes = Math.addExact(bytes, entry.getSize());
      if (entries.put(entry.getName().substring(folder.length()), entry) != null) {
        throw refused(file, entry, "stands twice in it");
      }
    }
    if (bytes > Files.size(file)) {
      throw new BadInputException(
          file + ": its entries claim " + bytes + " bytes, more than the file has; fetch it anew.");
    }
    return entries;
  }

  private static String folder(Path file, List<? extends ZipEntry> all) {
    List<String> folders =
        all.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith("/" + PICKLE))
            .map(name -> name.substring(0, name.length() - PICKLE.length()))
            .filter(name -> name.indexOf('/') == name.length() - 1)
            .toList();
    if (folders.size() != 1) {
      throw new BadInputException(
          file
              + ": a zip file with "
              + (folders.isEmpty() ? "no " : folders.size() + " entries ")
              + "*/"
              + PICKLE
              + ", where torch.save writes one; name a file that torch.save wrote.");
    }
    return folders.get(0);
  }

  private static void checkName(Path file, ZipEntry entry, String folder) {
    String name = entry.getName();
    if (!name.startsWith(folder) || List.of(name.split("/")).contains("..")) {
      throw refused(
          file, entry, "lies outside the folder of data.pkl, where torch.save puts everything");
    }
    if (name.equals(folder + "constants.pkl") || name.startsWith(folder + "code/")) {
      throw new BadInputException(
          file
              + ": a TorchScript archive, which holds code; load it once with torch.jit.load and"
              + " save its state_dict() with torch.save.");
    }
  }

  private static void checkSize(Path file, ZipEntry entry) {
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
      throw refused(file, entry, "is compressed, which torch.save never does" + AGAIN);
    }
  }

  private static BadInputException refused(Path file, ZipEntry entry, String reason) {
    return new BadInputException(
        file + ": the entry '" + PickleException.shown(entry.getName()) + "' " + reason + ".");
  }

  /** The whole pickle. */
  byte[] pickle() throws IOException {
    ZipEntry entry = entries.get(PICKLE);
    if (entry.getSize() > Integer.MAX_VALUE - 8) {
      throw refused(file, entry, "has " + entry.getSize() + " bytes, more than can be read");
    }
    return whole(entry);
  }

  /** The order of bytes in all storages. */
  ByteOrder order() throws IOException {
    ZipEntry entry = entries.get(BYTE_ORDER);
    String order =
        entry == null || entry.getSize() > 10
            ? "little"
            : new String(whole(entry), StandardCharsets.US_ASCII);
    if (!List.of("little", "big").contains(order)) {
      throw refused(file, entry, "says '" + order + "', neither little nor big");
    }
    return order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private byte[] whole(ZipEntry entry) throws IOException {
    try (CheckedEntry in = new CheckedEntry(zip.getInputStream(entry), entry)) {
      byte[] bytes = in.readNBytes((int) entry.getSize());
      in.check();
      return bytes;
    }
  }

  /** How long an entry is; -1 if there is none of that name. */
  long size(String name) {
    ZipEntry entry = entries.get(name);
    return entry == null ? -1 : entry.getSize();
  }

  /** Reads a part of an entry. */
  @FunctionalInterface
  interface Part<T> {

    T read(InputStream in) throws IOException;
  }

  /** Reads an entry from a byte on; the checksum of all of it is computed the first time. */
  <T> T read(String name, long from, Part<T> part) throws IOException {
    ZipEntry entry = entries.get(name);
    if (checked.contains(name)) {
      try (InputStream in = zip.getInputStream(entry)) {
        in.skipNBytes(from);
        return part.read(in);
      }
    }
    try (CheckedEntry in = new CheckedEntry(zip.getInputStream(entry), entry)) {
      in.pass(from);
      T value = part.read(in);
      in.check();
      checked.add(name);
      return value;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
