package org.voxelbench.datasets.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.voxelbench.base.Listing;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.download.FreeSpace;

/** A zip, tar, tar.gz, tar.xz or 7z file; what systems left in it is not unpacked. */
public final class Archive {

  private static final int BUFFER = 1 << 16;

  private Archive() {}

  /**
   * Unpacks an archive into a folder, which appears whole or not at all.
   *
   * @throws DatasetException as {@link #unpack(List, Path)}
   */
  public static void unpack(Path archive, Path folder) {
    unpack(List.of(archive), folder);
  }

  /**
   * Unpacks archives into one folder, which appears whole or not at all. All entries are looked
   * through before any is written.
   *
   * @throws DatasetException if the folder exists, an archive is damaged or of another kind, an
   *     entry is a link, is encrypted or would lie outside the folder, or the disk is too small for
   *     what they hold
   */
  public static void unpack(List<Path> archives, Path folder) {
    long bytes = 0;
    for (Path archive : archives) {
      bytes += survey(archive);
    }
    try {
      FreeSpace.require(bytes, folder, Listing.of(archives) + ", unpacked,");
    } catch (IOException e) {
      throw new DatasetException(folder + ": can't be written (" + FileFault.words(e) + ").", e);
    }
    AtomicFolder.make(
        folder,
        inside ->
            archives.forEach(
                archive -> walk(archive, entry -> store(archive, inside.normalize(), entry))));
  }

  /** Looks through an archive; says how many bytes its files hold. */
  private static long survey(Path archive) {
    AtomicLong bytes = new AtomicLong();
    AtomicLong entries = new AtomicLong();
    walk(
        archive,
        entry -> {
          entries.incrementAndGet();
          RelativePlace.check(archive.toString(), entry.name());
          if (!entry.fault().isEmpty()) {
            throw new DatasetException(
                archive + ": the entry '" + entry.name() + "' " + entry.fault() + ".");
          }
          bytes.addAndGet(Math.max(0, entry.bytes()));
        });
    if (entries.get() == 0) {
      throw new DatasetException(archive + ": the archive is empty; fetch it again.");
    }
    return bytes.get();
  }

  private static void walk(Path archive, ArchiveEntry.Visitor visitor) {
    try {
      ArchiveKind.of(archive).walk(archive, visitor);
    } catch (IOException | IllegalArgumentException e) {
      throw new DatasetException(
          archive
              + ": can't be unpacked, the archive is damaged or can't be read ("
              + (e instanceof IOException fault ? FileFault.words(fault) : e.getMessage())
              + "); fetch it again.",
          e);
    }
  }

  private static void store(Path archive, Path top, ArchiveEntry entry) throws IOException {
    Path place = RelativePlace.below(top, archive.toString(), entry.name());
    for (Path name : top.relativize(place)) {
      if (!FolderListing.isContent(name.toString()) && !name.toString().isEmpty()) {
        return;
      }
    }
    if (entry.folder()) {
      Files.createDirectories(place);
      return;
    }
    Files.createDirectories(place.getParent());
    try (OutputStream out = Files.newOutputStream(place)) {
      copy(archive, entry, out);
    }
  }

  /** Copies no more than the survey has counted. */
  private static void copy(Path archive, ArchiveEntry entry, OutputStream out) throws IOException {
    // Closing it is the archive's own affair: the entries of a tar share one stream.
    InputStream content = entry.content().open();
    byte[] buffer = new byte[BUFFER];
    long left = entry.bytes();
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      left -= count;
      if (left < 0) {
        throw new DatasetException(
            archive
                + ": the entry '"
                + entry.name()
                + "' holds more than the "
                + entry.bytes()
                + " bytes that it says; nothing was unpacked.");
      }
      out.write(buffer, 0, count);
    }
    if (left > 0) {
      throw new DatasetException(
          archive
              + ": the archive is damaged, its entry '"
              + entry.name()
              + "' is cut; fetch it again.");
    }
  }
}
