package org.voxelbench.reports.section;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.voxelbench.reports.ranking.ReportException;

/**
 * A picture that a pre-training left: a PNG file.
 *
 * @param name the file's name in the report
 * @param alt the text in its place
 * @param width in pixels
 * @param height in pixels
 * @param png the file's bytes
 */
public record EmbeddedPng(String name, String alt, int width, int height, byte[] png) {

  private static final String PLAIN = "[A-Za-z0-9_./-]+";
  private static final long MAX_BYTES = 16L << 20;
  private static final int MAX_EDGE = 1 << 14;

  /** Signature, then length and name of the chunk that holds width and height. */
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;

  private static final int HEADER_LENGTH = 13;
  private static final int HEADER_NAME = 0x49484452;
  private static final int HEADER_END = 24;

  /**
   * Reads a picture.
   *
   * @param results the results folder
   * @param path path in that folder
   * @param name the file's name in the report
   * @return the picture; empty if it is not there any more
   * @throws ReportException naming the file, if it leads out of the folder, is too large or no PNG
   */
  public static Optional<EmbeddedPng> read(Path results, String path, String name, String alt) {
    Path folder = results.toAbsolutePath().normalize();
    if (!path.matches(PLAIN) || !folder.resolve(path).normalize().startsWith(folder)) {
      throw new ReportException(
          "picture '" + path + "' of the summary is no path in the results folder; mend it.");
    }
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ReportException(
            "picture '" + file + "' is larger than " + MAX_BYTES + " bytes; write it anew.");
      }
      byte[] png = Files.readAllBytes(file);
      return Optional.of(
          parsed(name, alt, png)
              .orElseThrow(
                  () ->
                      new ReportException(
                          "picture '"
                              + file
                              + "' is no PNG of up to "
                              + MAX_EDGE
                              + " pixels; write it anew.")));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read '" + file + "': " + e.getMessage(), e);
    }
  }

  /**
   * A picture that was just drawn.
   *
   * @throws ReportException if it is no PNG
   */
  public static EmbeddedPng of(String name, String alt, byte[] png) {
    return parsed(name, alt, png)
        .orElseThrow(() -> new ReportException("picture '" + name + "' is no PNG."));
  }

  private static Optional<EmbeddedPng> parsed(String name, String alt, byte[] png) {
    ByteBuffer header = ByteBuffer.wrap(png);
    if (png.length >= HEADER_END
        && header.getLong() == SIGNATURE
        && header.getInt() == HEADER_LENGTH
        && header.getInt() == HEADER_NAME) {
      int width = header.getInt();
      int height = header.getInt();
      if (width > 0 && height > 0 && width <= MAX_EDGE && height <= MAX_EDGE) {
        return Optional.of(new EmbeddedPng(name, alt, width, height, png));
      }
    }
    return Optional.empty();
  }

  /** The picture as an address that needs no file. */
  public String dataUri() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }
}
