package org.voxelbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      epoch,learning_rate,train_loss,validation_loss,pseudo_dice,seconds,data_wait_share,skipped_steps,peak_memory_bytes,peak_host_bytes,pseudo_dice_by_class,schema,written_by
      0,0.01,-0.25,NaN,0.5,12.5,0.125,0,12345678901,7,0.5 the left; NaN edema,3,VERSION
      1,0.009,Infinity,0.1,NaN,1234567.0,1.0E-5,3,0,0,-,3,VERSION
      """
          .replace("VERSION", ProgramVersion.current());

  private static final String STAMP = ",3," + ProgramVersion.current() + "\n";

  @TempDir Path folder;

  private static EpochRow first() {
    Map<String, Double> classDice = new LinkedHashMap<>();
    classDice.put("the left", 0.5);
    classDice.put("edema", Double.NaN);
    return new EpochRow(
        0, 0.01, -0.25, Double.NaN, 0.5, 12.5, 0.125, 0, 12_345_678_901L, 7, classDice);
  }

  private static EpochRow second() {
    return new EpochRow(
        1, 0.009, Double.POSITIVE_INFINITY, 0.1, Double.NaN, 1234567, 1e-5, 3, 0, 0, Map.of());
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
    assertThat(file()).hasContent(goneOn());
  }

  /** Which states neither its schema nor who wrote it. */
  private static String ofRelease010() {
    return ofSchema2().replace(",schema,written_by\n", "\n").replace(STAMP, "\n");
  }

  /** Which knows nothing of memory and classes; {@code STAMP} still is today's. */
  private static String ofSchema2() {
    return TEXT.replace(",peak_memory_bytes,peak_host_bytes,pseudo_dice_by_class", "")
        .replace(",12345678901,7,0.5 the left; NaN edema", "")
        .replace(",0,0,-", "");
  }

  /** The first epoch as older files know it. */
  private static EpochRow known() {
    return new EpochRow(0, 0.01, -0.25, Double.NaN, 0.5, 12.5, 0.125, 0, 0, 0, Map.of());
  }

  /** The file that goes on after that epoch. */
  private static String goneOn() {
    return TEXT.replace(",12345678901,7,0.5 the left; NaN edema", ",0,0,-");
  }

  @Test
  void aLogOfSchema2IsReadAndGoneOnWith() throws IOException {
    Files.createDirectories(run().path());
    Files.writeString(file(), ofSchema2().replace(STAMP, STAMP.replace(",3,", ",2,")));
    assertThat(run().epochs()).containsExactly(known(), second());
    run().trainingLog(1).add(second());
    assertThat(file()).hasContent(goneOn());
  }

  @Test
  void whoFollowsHearsWhatTheFileHolds() {
    run().trainingLog(0).add(first());
    List<List<EpochRow>> heard = new ArrayList<>();
    TrainingLog log = run().followedBy(heard::add).trainingLog(0);
    log.add(first());
    log.add(second());
    assertThat(heard).containsExactly(List.of(), List.of(first()), List.of(first(), second()));
  }

  @Test
  void aLogOfRelease010IsReadAndGoneOnWith() throws IOException {
    Files.createDirectories(run().path());
    Files.writeString(file(), ofRelease010());
    assertThat(run().epochs()).containsExactly(known(), second());
    run().trainingLog(1).add(second());
    assertThat(file()).hasContent(goneOn());
  }

  @Test
  void aLogOfALaterSchemaNamesTheVersionThatReadsIt() throws IOException {
    Files.createDirectories(run().path());
    Files.writeString(
        file(),
        TEXT.replace(STAMP, ",4,9.8.7\n").replaceFirst("skipped_steps", "steps_without_update"));
    assertThatThrownBy(() -> run().epochs())
        .isInstanceOf(OtherVersionException.class)
        .hasMessageContaining("made by VoxelBench 9.8.7");
  }
}
