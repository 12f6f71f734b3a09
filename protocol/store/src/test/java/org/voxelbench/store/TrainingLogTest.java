package org.voxelbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.base.format.OtherVersionException;

class TrainingLogTest {

  private static final String TEXT =
      """
      epoch,learning_rate,train_loss,validation_loss,pseudo_dice,seconds,data_wait_share,skipped_steps,schema,written_by
      0,0.01,-0.25,NaN,0.5,12.5,0.125,0,2,VERSION
      1,0.009,Infinity,0.1,NaN,1234567.0,1.0E-5,3,2,VERSION
      """
          .replace("VERSION", ProgramVersion.current());

  private static final String STAMP = ",2," + ProgramVersion.current() + "\n";

  @TempDir Path folder;

  private static EpochRow first() {
    return new EpochRow(0, 0.01, -0.25, Double.NaN, 0.5, 12.5, 0.125, 0);
  }

  private static EpochRow second() {
    return new EpochRow(1, 0.009, Double.POSITIVE_INFINITY, 0.1, Double.NaN, 1234567, 1e-5, 3);
  }

  private RunFolder run() {
    return new RunStore(folder).run(Fixtures.run(0));
  }

  private Path file() {
    return run().path().resolve("training.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "de-DE", "ar", "ru-RU"})
  void bytesAreTheSameInEveryLocale(String locale) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      TrainingLog log = run().trainingLog(0);
      log.add(first());
      log.add(second());
      assertThat(file()).hasContent(TEXT);
      assertThat(run().trainingLog(2).rows()).containsExactly(first(), second());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void epochsAfterTheCheckpointAreDroppedAndRunAgain() {
    TrainingLog log = run().trainingLog(0);
    log.add(first());
    log.add(second());
    TrainingLog continued = run().trainingLog(1);
    assertThat(continued.rows()).containsExactly(first());
    continued.add(second());
    assertThat(file()).hasContent(TEXT);
  }

  @Test
  void anEpochThatIsMissingIsRefused() throws IOException {
    TrainingLog log = run().trainingLog(0);
    assertThatThrownBy(() -> log.add(second()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("epoch 1");
    log.add(first());
    assertThatThrownBy(() -> run().trainingLog(2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 epochs")
        .hasMessageContaining("after 2");
    Files.writeString(file(), TEXT.replace("\n1,", "\n2,"));
    assertThatThrownBy(() -> run().trainingLog(2)).hasMessageContaining("epoch 2");
    Files.writeString(file(), TEXT.substring(0, TEXT.length() - 3));
    assertThatThrownBy(() -> run().trainingLog(1)).hasMessageContaining("half-written");
    Files.delete(file());
    assertThatThrownBy(() -> run().trainingLog(1)).hasMessageContaining("missing");
  }

  @Test
  void aLogFromBeforeStepsWereSkippedIsReadAndGoneOnWith() throws IOException {
    Files.createDirectories(run().path());
    Files.writeString(
        file(),
        ofRelease010()
            .replace(",skipped_steps\n", "\n")
            .replace(",0.125,0\n", ",0.125\n")
            .replace(",1.0E-5,3\n", ",1.0E-5\n"));
    assertThat(run().epochs()).extracting(EpochRow::skippedSteps).containsExactly(0, 0);
    run().trainingLog(1).add(second());
    assertThat(file()).hasContent(TEXT);
  }

  /** Which states neither its schema nor who wrote it. */
  private static String ofRelease010() {
    return TEXT.replace(",schema,written_by\n", "\n").replace(STAMP, "\n");
  }

  @Test
  void aLogOfRelease010IsReadAndGoneOnWith() throws IOException {
    Files.createDirectories(run().path());
    Files.writeString(file(), ofRelease010());
    assertThat(run().epochs()).containsExactly(first(), second());
    run().trainingLog(1).add(second());
    assertThat(file()).hasContent(TEXT);
  }

  @Test
  void aLogOfALaterSchemaNamesTheVersionThatReadsIt() throws IOException {
    Files.createDirectories(run().path());
    Files.writeString(
        file(),
        TEXT.replace(STAMP, ",3,9.8.7\n").replaceFirst("skipped_steps", "steps_without_update"));
    assertThatThrownBy(() -> run().epochs())
        .isInstanceOf(OtherVersionException.class)
        .hasMessageContaining("made by VoxelBench 9.8.7");
  }
}
