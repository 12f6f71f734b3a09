package org.voxelbench.datasets.install;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdUtils;
import org.apache.commons.compress.utils.ChecksumVerifyingInputStream;
import org.voxelbench.datasets.DatasetException;

/** The kinds of archives, told apart by how they begin. */
enum ArchiveKind {
  ZIP("504b0304", "504b0506") {
    @Override
    void walk(Path archive, ArchiveEntry.Visitor visitor) throws IOException {
      // The library leaves a file open that it opened itself and can't read.
      try (SeekableByteChannel channel = Files.newByteChannel(archive);
          ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
        Iterator<ZipArchiveEntry> entries = zip.getEntries().asIterator();
        while (entries.hasNext()) {
          ZipArchiveEntry entry = entries.next();
          visitor.visit(
              new ArchiveEntry(
                  name(entry),
                  entry.isDirectory(),
                  fault(zip, entry),
                  entry.getSize(),
                  () -> content(zip, entry)));
        }
      }
    }

    private InputStream content(ZipFile zip, ZipArchiveEntry entry) throws IOException {
      return new ChecksumVerifyingInputStream(
          new CRC32(), zip.getInputStream(entry), entry.getSize(), entry.getCrc());
    }

    /** The library turns the backslashes of some names into slashes, unasked. */
    private String name(ZipArchiveEntry entry) {
      String stated = new String(entry.getRawName(), StandardCharsets.UTF_8);
      return stated.contains("\\") ? stated : entry.getName();
    }

    private String fault(ZipFile zip, ZipArchiveEntry entry) {
      if (entry.isUnixSymlink()) {
        return ArchiveEntry.LINK;
      }
      if (entry.getGeneralPurposeBit().usesEncryption()) {
        return ArchiveEntry.ENCRYPTED;
      }
      return isRead(zip, entry) ? ArchiveEntry.SOUND : ArchiveEntry.OF_ANOTHER_METHOD;
    }

    /** The library takes Zstandard for readable, though another library reads it. */
    private boolean isRead(ZipFile zip, ZipArchiveEntry entry) {
      ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
      boolean zstandard = method == ZipMethod.ZSTD || method == ZipMethod.ZSTD_DEPRECATED;
      return zip.canReadEntryData(entry) && (!zstandard || ZstdUtils.isZstdCompressionAvailable());
    }
  },
  TAR_GZ("1f8b") {
    @Override
    void walk(Path archive, ArchiveEntry.Visitor visitor) throws IOException {
      try (InputStream in = open(archive);
          InputStream inflated =
              GzipCompressorInputStream.builder()
                  .setInputStream(in)
                  .setDecompressConcatenated(true)
                  .get()) {
        walkTar(inflated, visitor);
      }
    }
  },
  TAR_XZ("fd377a585a00") {
    @Override
    void walk(Path archive, ArchiveEntry.Visitor visitor) throws IOException {
      try (InputStream in = open(archive);
          InputStream inflated =
              XZCompressorInputStream.builder()
                  .setInputStream(in)
                  .setDecompressConcatenated(true)
                  .setMemoryLimitKiB(MOST_KIB)
                  .get()) {
        walkTar(inflated, visitor);
      }
    }
  },
  SEVEN_ZIP("377abcaf271c") {
    @Override
    void walk(Path archive, ArchiveEntry.Visitor visitor) throws IOException {
      try (SeekableByteChannel channel = Files.newByteChannel(archive);
          SevenZFile seven =
              SevenZFile.builder()
                  .setSeekableByteChannel(channel)
                  .setMaxMemoryLimitKiB(MOST_KIB)
                  .get()) {
        for (SevenZArchiveEntry entry : seven.getEntries()) {
          boolean link = entry.getHasWindowsAttributes() && isUnixLink(entry);
          visitor.visit(
              new ArchiveEntry(
                  entry.getName(),
                  entry.isDirectory(),
                  link ? ArchiveEntry.LINK : ArchiveEntry.SOUND,
                  entry.getSize(),
                  () -> shared(seven.getInputStream(entry))));
        }
      }
    }

    /** 7-Zip keeps the mode of Unix in the upper half of the attributes. */
    private boolean isUnixLink(SevenZArchiveEntry entry) {
      int type = entry.getWindowsAttributes() >>> 16 & 0170000;
      return type != 0 && type != 0100000 && type != 0040000;
    }
  },
  TAR() {
    @Override
    boolean begins(byte[] beginning) {
      return beginning.length == TAR_HEADER && TarUtils.verifyCheckSum(beginning);
    }

    @Override
    void walk(Path archive, ArchiveEntry.Visitor visitor) throws IOException {
      try (InputStream in = open(archive)) {
        walkTar(in, visitor);
      }
    }
  };

  private static final int BUFFER = 1 << 16;
  private static final int TAR_HEADER = 512;

  /** Memory that a stranger's archive may ask for. */
  private static final int MOST_KIB = 256 << 10;

  private final String[] beginnings;

  ArchiveKind(String... beginnings) {
    this.beginnings = beginnings;
  }

  /**
   * The kind of an archive.
   *
   * @throws DatasetException if it is none of these
   */
  static ArchiveKind of(Path archive) throws IOException {
    byte[] beginning;
    try (InputStream in = Files.newInputStream(archive)) {
      beginning = in.readNBytes(TAR_HEADER);
    }
    return Arrays.stream(values())
        .filter(kind -> kind.begins(beginning))
        .findFirst()
        .orElseThrow(
            () ->
                new DatasetException(
                    archive
                        + ": not an archive that can be unpacked; expected zip, tar, tar.gz, tar.xz"
                        + " or 7z."));
  }

  boolean begins(byte[] beginning) {
    String hex = HexFormat.of().formatHex(beginning);
    return Arrays.stream(beginnings).anyMatch(hex::startsWith);
  }

  /** Shows all entries in their order. */
  abstract void walk(Path archive, ArchiveEntry.Visitor visitor) throws IOException;

  private static InputStream open(Path archive) throws IOException {
    return new BufferedInputStream(Files.newInputStream(archive), BUFFER);
  }

  private static void walkTar(InputStream in, ArchiveEntry.Visitor visitor) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        visitor.visit(
            new ArchiveEntry(
                entry.getName(),
                entry.isDirectory(),
                isPlain(entry) ? ArchiveEntry.SOUND : ArchiveEntry.LINK,
                entry.getRealSize(),
                () -> shared(tar)));
      }
    }
  }

  /** A stream that the next entries need as well, and that the archive closes. */
  private static InputStream shared(InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public void close() {}
    };
  }

  private static boolean isPlain(TarArchiveEntry entry) {
    return !entry.isSymbolicLink()
        && !entry.isLink()
        && !entry.isBlockDevice()
        && !entry.isCharacterDevice()
        && !entry.isFIFO();
  }
}
