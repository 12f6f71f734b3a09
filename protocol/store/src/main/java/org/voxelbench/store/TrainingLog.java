package org.voxelbench.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private static final FileSchema SCHEMA = new FileSchema(1, 2);

  private static final CsvTable TABLE =
      new CsvTable(
          Stream.concat(UNSTAMPED.columns().stream(), FileSchema.COLUMNS.stream()).toList());

  private final Path file;
  private final List<EpochRow> rows;

  private TrainingLog(Path file, List<EpochRow> rows) {
    this.file = file;
    this.rows = rows;
  }

  /**
   * Opens the log to go on after some epochs; later rows, written before a kill but after the
   * checkpoint, are dropped, from the file too.
   *
   * @throws BadInputException naming file and line, if it is damaged or lacks an epoch
   */
  static TrainingLog continued(Path file, int epochs) {
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
    TrainingLog log = new TrainingLog(file, new ArrayList<>(rows.subList(0, epochs)));
    if (rows.size() > epochs) {
      log.write();
    }
    return log;
  }

  /** The epochs that a file holds; none if it is not there. */
  public static List<EpochRow> read(Path file) {
    return Files.exists(file) ? rows(file) : List.of();
  }

  private static List<EpochRow> rows(Path file) {
    if (EARLIER.heads(file)) {
      return EARLIER.read(file, row -> row(row, 0));
    }
    CsvTable table = UNSTAMPED.heads(file) ? UNSTAMPED : TABLE;
    SCHEMA.check("'" + file + "'", FileSchema.stated(CsvTable.firstRow(file)));
    return table.read(file, row -> row(row, row.smallCount(SKIPPED)));
  }

  private static EpochRow row(CsvRow row, int skippedSteps) {
    return new EpochRow(
        row.smallCount("epoch"),
        row.decimal("learning_rate"),
        row.decimal("train_loss"),
        row.decimal("validation_loss"),
        row.decimal("pseudo_dice"),
        row.decimal("seconds"),
        row.decimal("data_wait_share"),
        skippedSteps);
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
  }

  private void write() {
    byte[] text =
        TABLE
            .text(rows.stream().map(TrainingLog::fields).toList())
            .getBytes(StandardCharsets.UTF_8);
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
        Integer.toString(SCHEMA.current()),
        ProgramVersion.current());
  }
}
