package org.voxelbench.datasets.install;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/** Archives as others pack them, of the kind that their name's ending says. */
final class PackedFile {

  private PackedFile() {}

  /** Writes an archive of entries, each with {@link #content(String)}. */
  static Path write(Path archive, String... entries) throws IOException {
    String name = archive.getFileName().toString();
    if (name.endsWith(".7z")) {
      return sevenZip(archive, entries);
    }
    try (OutputStream out = Files.newOutputStream(archive)) {
      if (name.endsWith(".zip")) {
        zip(out, entries);
      } else if (name.endsWith(".tar")) {
        out.write(tar(entries));
      } else {
        try (OutputStream packed =
            name.endsWith(".xz") ? new XZCompressorOutputStream(out) : new GZIPOutputStream(out)) {
          packed.write(tar(entries));
        }
      }
    }
    return archive;
  }

  private static void zip(OutputStream out, String... entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(content(entry));
      }
    }
  }

  private static Path sevenZip(Path archive, String... entries) throws IOException {
    try (SevenZOutputFile seven = new SevenZOutputFile(archive.toFile())) {
      for (String path : entries) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(path);
        seven.putArchiveEntry(entry);
        seven.write(content(path));
        seven.closeArchiveEntry();
      }
    }
    return archive;
  }

  /** What an entry of that name holds. */
  static byte[] content(String entry) {
    return ("content of " + entry).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] tar(String... entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String entry : entries) {
      byte[] name = (entry + "\0").getBytes(StandardCharsets.UTF_8);
      if (name.length > 100) {
        out.write(tarHeader("././@LongLink", name.length, 'L'));
        out.write(padded(name));
      }
      out.write(tarHeader(entry, content(entry).length, '0'));
      out.write(padded(content(entry)));
    }
    out.write(new byte[1024]);
    return out.toByteArray();
  }

  private static byte[] padded(byte[] bytes) {
    return Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512);
  }

  /** The 512 bytes before a tar entry. */
  static byte[] tarHeader(String name, int size, char type) {
    byte[] header = new byte[512];
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, 0, Math.min(100, bytes.length));
    put(header, 124, Integer.toOctalString(size));
    header[156] = (byte) type;
    put(header, 257, "ustar");
    checkSum(header);
    return header;
  }

  /** Writes the sum that a tar header keeps of itself. */
  static void checkSum(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xFF;
    }
    put(header, 148, Integer.toOctalString(sum));
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
