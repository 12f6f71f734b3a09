package org.voxelbench.engine.safetensors;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;

/** An open {@code .safetensors} file, whose header is checked and whose tensors are read singly. */
public final class SafetensorsFile implements Closeable {

  private final FileChannel channel;
  private final SafetensorsHeader header;

  private SafetensorsFile(FileChannel channel, SafetensorsHeader header) {
    this.channel = channel;
    this.header = header;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws EngineException naming file and tensor, if it can't be read or does not keep the format
   */
  public static SafetensorsFile open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return new SafetensorsFile(channel, SafetensorsHeader.read(file, channel));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The tensors, in the order of their place in the file. */
  public List<SafetensorsEntry> entries() {
    return header.entries();
  }

  /** The free text of the header by key; empty if it has none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * Reads the values of one of its tensors.
   *
   * @throws EngineException naming file and tensor, if its type can't be read or a whole number
   *     does not fit a 64-bit float
   */
  public NdArray read(SafetensorsEntry entry) {
    try {
      return header.values(channel, entry);
    } catch (IOException e) {
      throw unreadable(header.file(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(header.file(), e);
    }
  }

  private static EngineException unreadable(Path file, IOException e) {
    return new EngineException(file + " can't be read as safetensors: " + e + ".", e);
  }
}
