package org.voxelbench.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.Claims;
import org.voxelbench.base.format.CsvRow;
import org.voxelbench.base.format.CsvTable;

/**
 * The list of every evaluation on test data, shared by all experiments beside it; lines are added,
 * never changed.
 *
 * <p>Several processes of any machines may add lines at a time: who writes holds a claim that lies
 * beside the file. A half line that a killed process left is taken away before the next is added.
 *
 * @param file the CSV file; made by the first line
 */
public record TestLedger(Path file) {

  /** The file's name. */
  public static final String NAME = "test-ledger.csv";

  private static final CsvTable TABLE =
      new CsvTable(
          List.of(
              "time",
              "dataset",
              "data_hash",
              "method",
              "settings_hash",
              "protocol_hash",
              "fold",
              "seed",
              "engine",
              "run"));

  private static final int BLOCK = 4096;

  /**
   * One evaluation.
   *
   * @param time when it began
   * @param dataset the data set's name
   * @param dataHash hash of its files
   * @param method the method's id, whatever name its settings go by
   * @param settingsHash hash of the method's settings
   * @param protocolHash hash of what all methods share
   * @param fold the fold whose validation cases were scored
   * @param run the run's id
   */
  public record Entry(
      Instant time,
      String dataset,
      String dataHash,
      String method,
      String settingsHash,
      String protocolHash,
      int fold,
      long seed,
      String engine,
      String run) {

    private static Entry of(CsvRow row) {
      return new Entry(
          time(row),
          row.text("dataset"),
          row.text("data_hash"),
          row.text("method"),
          row.text("settings_hash"),
          row.text("protocol_hash"),
          row.smallCount("fold"),
          row.wholeNumber("seed"),
          row.text("engine"),
          row.text("run"));
    }

    private static Instant time(CsvRow row) {
      String text = row.text("time");
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw row.damaged("time", text, "a time such as 2026-01-31T12:00:00Z");
      }
    }

    private List<String> fields() {
      return List.of(
          time.toString(),
          dataset,
          dataHash,
          method,
          settingsHash,
          protocolHash,
          Integer.toString(fold),
          Long.toString(seed),
          engine,
          run);
    }
  }

  /** What is done while no other process changes the file. */
  private interface Work {
    void on(FileChannel channel) throws IOException;
  }

  /**
   * All lines in the order in which they were added; none if there is no file. One that is being
   * added is left out until it is whole.
   *
   * @throws BadInputException naming file and line, if one is damaged or the file can't be read
   */
  public List<Entry> entries() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      checkHeader(channel);
      byte[] lines = new byte[(int) wholeLines(channel)];
      ByteBuffer buffer = ByteBuffer.wrap(lines);
      while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
        continue;
      }
      return lines.length == 0 ? List.of() : TABLE.read(file, text(lines), Entry::of);
    } catch (IOException e) {
      throw fault(e);
    }
  }

  /**
   * Makes the file if there is none.
   *
   * @throws BadInputException naming the file, if it is no ledger or can't be written
   */
  public void begin() {
    alone(
        channel -> {
          if (channel.size() == 0) {
            append(channel, TABLE.text(List.of()));
          }
        });
  }

  /**
   * Adds a line and syncs it to disk.
   *
   * @throws BadInputException naming the file, if it is no ledger or can't be written
   */
  public void add(Entry entry) {
    String header = TABLE.text(List.of());
    String line = TABLE.text(List.of(entry.fields())).substring(header.length());
    alone(channel -> append(channel, channel.size() == 0 ? header + line : line));
  }

  private static void append(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    for (long end = channel.size(); bytes.hasRemaining(); ) {
      end += channel.write(bytes, end);
    }
    channel.force(true);
  }

  /** Threads of this process take turns before they ask for the claim. */
  private void alone(Work work) {
    synchronized (TestLedger.class) {
      try {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path unit = folder.resolve("." + file.getFileName() + ".claims");
        try (Claim claim = Claims.ofProcess().await(unit, () -> {});
            FileChannel channel =
                FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
          checkHeader(channel);
          claim.check();
          channel.truncate(wholeLines(channel));
          work.on(channel);
        }
      } catch (IOException e) {
        throw fault(e);
      }
    }
  }

  private BadInputException fault(IOException e) {
    return new BadInputException(
        "the ledger of test evaluations '"
            + file
            + "' can't be kept: "
            + e
            + "; name a place for it with --ledger.",
        e);
  }

  private static Reader text(byte[] lines) {
    return new InputStreamReader(
        new ByteArrayInputStream(lines), StandardCharsets.UTF_8.newDecoder());
  }

  /** Nothing is ever taken away from a file that is not a ledger. */
  private void checkHeader(FileChannel channel) throws IOException {
    byte[] header = TABLE.text(List.of()).getBytes(StandardCharsets.UTF_8);
    ByteBuffer found = ByteBuffer.allocate((int) Math.min(header.length, channel.size()));
    while (found.hasRemaining() && channel.read(found, found.position()) >= 0) {
      continue;
    }
    if (!ByteBuffer.wrap(header, 0, found.position()).equals(found.flip())) {
      throw new BadInputException(
          "'" + file + "' is not a ledger of test evaluations; name another with --ledger.");
    }
  }

  /** Where the last whole line ends. */
  private static long wholeLines(FileChannel channel) throws IOException {
    for (long end = channel.size(); end > 0; ) {
      int length = (int) Math.min(BLOCK, end);
      ByteBuffer block = ByteBuffer.allocate(length);
      while (block.hasRemaining() && channel.read(block, end - length + block.position()) >= 0) {
        continue;
      }
      for (int at = length - 1; at >= 0; at--) {
        if (block.get(at) == '\n') {
          return end - length + at + 1;
        }
      }
      end -= length;
    }
    return 0;
  }
}
