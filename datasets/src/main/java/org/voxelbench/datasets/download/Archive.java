package org.voxelbench.datasets.download;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.datasets.DatasetException;

/** A zip, tar or gzipped tar file; what systems left in it is not unpacked. */
public final class Archive {

  private static final int BUFFER = 1 << 16;

  private Archive() {}

  /**
   * Unpacks an archive into a folder, which appears whole or not at all.
   *
   * @throws DatasetException if the folder exists, the archive is damaged or of another kind, or an
   *     entry is a link or would lie outside the folder
   */
  public static void unpack(Path archive, Path folder) {
    String name = archive.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean zip = name.endsWith(".zip");
    boolean gzip = name.endsWith(".tar.gz") || name.endsWith(".tgz");
    if (!zip && !gzip && !name.endsWith(".tar")) {
      throw new DatasetException(
          archive + ": not the name of an archive; expected .zip, .tar, .tar.gz or .tgz.");
    }
    AtomicFolder.make(
        folder,
        inside -> {
          try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive), BUFFER)) {
            if (zip) {
              unzip(archive, raw, inside);
            } else if (gzip) {
              try (InputStream inflated = new GZIPInputStream(raw, BUFFER)) {
                untar(archive, inflated, inside);
              }
            } else {
              untar(archive, raw, inside);
            }
          } catch (EOFException | ZipException | IllegalArgumentException e) {
            throw new DatasetException(
                archive + ": the archive is damaged (" + e.getMessage() + "); fetch it again.", e);
          } catch (IOException e) {
            throw new DatasetException(
                archive + ": can't be unpacked into " + folder + " (" + FileFault.words(e) + ").",
                e);
          }
        });
  }

  private static void unzip(Path archive, InputStream raw, Path folder) throws IOException {
    boolean empty = true;
    try (ZipInputStream in = new ZipInputStream(raw)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        empty = false;
        store(folder, place(archive, folder, entry.getName()), entry.isDirectory(), in);
      }
    }
    if (empty) {
      throw new DatasetException(archive + ": no entry can be read; is it a zip file?");
    }
  }

  private static void untar(Path archive, InputStream in, Path folder) throws IOException {
    TarReader tar = new TarReader(archive, in);
    while (tar.next()) {
      store(folder, place(archive, folder, tar.name()), tar.isFolder(), tar.content());
    }
  }

  private static void store(Path top, Path place, boolean folder, InputStream content)
      throws IOException {
    for (Path name : top.relativize(place)) {
      if (!FolderListing.isContent(name.toString())) {
        return;
      }
    }
    if (folder) {
      Files.createDirectories(place);
      return;
    }
    Files.createDirectories(place.getParent());
    try (OutputStream out = Files.newOutputStream(place)) {
      content.transferTo(out);
    }
  }

  private static Path place(Path archive, Path folder, String name) {
    try {
      Path place = folder.resolve(name).normalize();
      if (place.startsWith(folder) && !name.contains("\\")) {
        return place;
      }
    } catch (InvalidPathException e) {
      throw new DatasetException(archive + ": the entry '" + name + "' has no valid name.", e);
    }
    throw new DatasetException(
        archive + ": the entry '" + name + "' would lie outside the folder; nothing was unpacked.");
  }
}
