package org.voxelbench.harness.survey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The cases' pictures, kept in a temporary file until it is known which are shown: all of a corpus
 * would not fit into memory.
 */
public final class PictureStore implements AutoCloseable {

  private record Place(long offset, int length) {}

  private final FileChannel file;
  private final Map<CaseKey, Place> places = new HashMap<>();
  private long end;

  /** A store whose file goes when it is closed. */
  public PictureStore() {
    try {
      Path path = Files.createTempFile("voxelbench-pictures", null);
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "can't keep pictures in a temporary file: " + e.getMessage(), e);
    }
  }

  /** Keeps a case's picture. */
  public synchronized void put(CaseKey key, byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes, end + bytes.position());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "can't keep the picture of case '"
              + key.id()
              + "' in a temporary file: "
              + e.getMessage(),
          e);
    }
    places.put(key, new Place(end, png.length));
    end += png.length;
  }

  /** A case's picture, if it has one. */
  public synchronized Optional<byte[]> get(CaseKey key) {
    Place place = places.get(key);
    if (place == null) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    try {
      while (bytes.hasRemaining() && file.read(bytes, place.offset() + bytes.position()) >= 0) {
        // On to the rest.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "can't read the picture of case '" + key.id() + "' again: " + e.getMessage(), e);
    }
    return Optional.of(bytes.array());
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("can't remove temporary pictures: " + e.getMessage(), e);
    }
  }
}
