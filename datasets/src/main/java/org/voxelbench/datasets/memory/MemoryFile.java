package org.voxelbench.datasets.memory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;

/**
 * Answers by their keys, a line each: checksum, key, answer. Several processes may add lines to one
 * file; a line that is damaged, such as by a process that was killed, is as if it weren't there.
 *
 * <p>Safe for use by several threads.
 */
final class MemoryFile implements AutoCloseable {

  private static final int CHECKSUM_DIGITS = 8;
  private static final char SEPARATOR = ' ';

  private final Path file;
  private final Consumer<String> warning;
  private final Map<String, String> answers = new HashMap<>();
  private FileChannel channel;
  private boolean failed;

  /**
   * Reads what is there.
   *
   * @param warning takes a sentence if nothing can be added
   */
  MemoryFile(Path file, Consumer<String> warning) {
    this.file = file;
    this.warning = warning;
    try (BufferedReader lines = reader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line);
      }
    } catch (NoSuchFileException e) {
      answers.clear();
    } catch (IOException e) {
      throw new BadInputException(file + " can't be read: " + FileFault.words(e) + ".", e);
    }
  }

  /** Bytes that are no text make a line's checksum wrong, as any others do. */
  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            Files.newInputStream(file),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)));
  }

  private void take(String line) {
    int key = CHECKSUM_DIGITS + 1;
    int answer = line.indexOf(SEPARATOR, key);
    if (answer > 0 && line.startsWith(checksum(line.substring(key)) + SEPARATOR)) {
      answers.put(line.substring(key, answer), line.substring(answer + 1));
    }
  }

  private static String checksum(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  synchronized Optional<String> get(String key) {
    return Optional.ofNullable(answers.get(key));
  }

  /** Adds an answer of one line, at once on disk for others. */
  synchronized void put(String key, String answer) {
    if (answer.equals(answers.put(key, answer)) || failed) {
      return;
    }
    String text = key + SEPARATOR + answer;
    // The line before may be a part of one, by a process that was killed.
    String line = "\n" + checksum(text) + SEPARATOR + text + "\n";
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      open().write(bytes);
      failed = bytes.hasRemaining();
      if (failed) {
        warn("the disk took a part of a line only");
      }
    } catch (IOException e) {
      failed = true;
      warn(FileFault.words(e));
    }
  }

  private void warn(String why) {
    warning.accept(
        "'"
            + file
            + "' can't be written ("
            + why
            + "), so the next start reads again what this one found out.");
  }

  private FileChannel open() throws IOException {
    if (channel == null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }
    return channel;
  }

  @Override
  public synchronized void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        warn(FileFault.words(e));
      }
    }
  }
}
