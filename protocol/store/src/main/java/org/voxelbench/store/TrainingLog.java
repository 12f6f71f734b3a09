package org.voxelbench.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.format.CsvRow;
import org.voxelbench.base.format.CsvTable;
import org.voxelbench.base.format.Decimals;
import org.voxelbench.base.format.FileSchema;

/** The epochs of a training in {@code training.csv}, rewritten whole with each one. */
public final class TrainingLog {

  /** The file's name in a run's folder. */
  public static final String NAME = "training.csv";

  private static final String SKIPPED = "skipped_steps";
  private static final String PEAK_MEMORY = "peak_memory_bytes";
  private static final String PEAK_HOST = "peak_host_bytes";

  /** The columns before skipped steps were counted. */
  private static final CsvTable EARLIER =
      new CsvTable(
          List.of(
              "epoch",
              "learning_rate",
              "train_loss",
              "validation_loss",
              "pseudo_dice",
              "seconds",
              "data_wait_share"));

  /** The columns of 0.1.0. */
  private static final CsvTable UNSTAMPED =
      new CsvTable(Stream.concat(EARLIER.columns().stream(), Stream.of(SKIPPED)).toList());

  /** The columns of schema 2. */
  private static final CsvTable STAMPED =
      new CsvTable(
          Stream.concat(UNSTAMPED.columns().stream(), FileSchema.COLUMNS.stream()).toList());

  private static final FileSchema SCHEMA = new FileSchema(1, 3);

  private static final CsvTable TABLE =
      new CsvTable(
          Stream.of(
                  UNSTAMPED.columns(),
                  List.of(PEAK_MEMORY, PEAK_HOST, ClassDice.COLUMN),
                  FileSchema.COLUMNS)
              .flatMap(List::stream)
              .toList());

  private final Path file;
  private final List<EpochRow> rows;
  private final Runnable check;
  private final Consumer<List<EpochRow>> follower;

  private TrainingLog(
      Path file, List<EpochRow> rows, Runnable check, Consumer<List<EpochRow>> follower) {
    this.file = file;
    this.rows = rows;
    this.check = check;
    this.follower = follower;
  }

  /**
   * Opens the log to go on after some epochs; later rows, written before a kill but after the
   * checkpoint, are dropped, from the file too.
   *
   * @param check is asked before the file is written, and throws to refuse it
   * @param follower hears all epochs of the file, now and after each that is added
   * @throws BadInputException naming file and line, if it is damaged or lacks an epoch
   */
  static TrainingLog continued(
      Path file, int epochs, Runnable check, Consumer<List<EpochRow>> follower) {
    List<EpochRow> rows = epochs > 0 || Files.exists(file) ? rows(file) : List.of();
    for (int i = 0; i < Math.min(epochs, rows.size()); i++) {
      if (rows.get(i).epoch() != i) {
        throw new BadInputException(
            "'" + file + "' holds epoch " + rows.get(i).epoch() + " in place of epoch " + i + ".");
      }
    }
    if (rows.size() < epochs) {
      throw new BadInputException(
          "'"
              + file
              + "' holds "
              + rows.size()
              + " epochs, but the checkpoint is after "
              + epochs
              + "; remove the checkpoint to train from the start.");
    }
    TrainingLog log =
        new TrainingLog(file, new ArrayList<>(rows.subList(0, epochs)), check, follower);
    if (rows.size() > epochs) {
      log.write();
    }
    follower.accept(log.rows());
    return log;
  }

  /** The epochs that a file holds; none if it is not there. */
  public static List<EpochRow> read(Path file) {
    return Files.exists(file) ? rows(file) : List.of();
  }

  private static List<EpochRow> rows(Path file) {
    List<String> header = CsvTable.header(file);
    if (header.equals(EARLIER.columns())) {
      return EARLIER.read(file, row -> row(row, 0));
    }
    CsvTable known =
        Stream.of(UNSTAMPED, STAMPED)
            .filter(table -> table.columns().equals(header))
            .findFirst()
            .orElse(TABLE);
    SCHEMA.check("'" + file + "'", FileSchema.stated(CsvTable.firstRow(file)));
    return known.read(
        file, row -> known == TABLE ? current(row) : row(row, row.smallCount(SKIPPED)));
  }

  private static EpochRow current(CsvRow row) {
    return row(
        row,
        row.smallCount(SKIPPED),
        row.count(PEAK_MEMORY),
        row.count(PEAK_HOST),
        ClassDice.read(row));
  }

  /** What older columns say. */
  private static EpochRow row(CsvRow row, int skippedSteps) {
    return row(row, skippedSteps, 0, 0, Map.of());
  }

  private static EpochRow row(
      CsvRow row,
      int skippedSteps,
      long peakMemoryBytes,
      long peakHostBytes,
      Map<String, Double> classDice) {
    return new EpochRow(
        row.smallCount("epoch"),
        row.decimal("learning_rate"),
        row.decimal("train_loss"),
        row.decimal("validation_loss"),
        row.decimal("pseudo_dice"),
        row.decimal("seconds"),
        row.decimal("data_wait_share"),
        skippedSteps,
        peakMemoryBytes,
        peakHostBytes,
        classDice);
  }

  /** The epochs so far. */
  public List<EpochRow> rows() {
    return List.copyOf(rows);
  }

  /**
   * Adds the next epoch and writes the file whole or not at all.
   *
   * @throws BadInputException if it isn't the next one, or the file can't be written
   */
  public void add(EpochRow row) {
    if (row.epoch() != rows.size()) {
      throw new BadInputException(
          "epoch " + row.epoch() + " can't follow " + rows.size() + " epochs in '" + file + "'.");
    }
    rows.add(row);
    write();
    follower.accept(rows());
  }

  private void write() {
    byte[] text =
        TABLE
            .text(rows.stream().map(TrainingLog::fields).toList())
            .getBytes(StandardCharsets.UTF_8);
    check.run();
    try {
      AtomicFile.write(file, out -> out.write(text));
    } catch (IOException e) {
      throw new BadInputException("can't write '" + file + "': " + FileFault.words(e), e);
    }
  }

  private static List<String> fields(EpochRow row) {
    return List.of(
        Integer.toString(row.epoch()),
        Decimals.text(row.learningRate()),
        Decimals.text(row.trainLoss()),
        Decimals.text(row.validationLoss()),
        Decimals.text(row.pseudoDice()),
        Decimals.text(row.seconds()),
        Decimals.text(row.dataWaitShare()),
        Integer.toString(row.skippedSteps()),
        Long.toString(row.peakMemoryBytes()),
        Long.toString(row.peakHostBytes()),
        ClassDice.text(row.classDice()),
        Integer.toString(SCHEMA.current()),
        ProgramVersion.current());
  }
}
