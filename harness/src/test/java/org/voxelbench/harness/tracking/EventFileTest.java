package org.voxelbench.harness.tracking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.store.RunFolder;

/** What TensorBoard finds, by a reader of the format that shares no line with the writer. */
class EventFileTest {

  /** Of moments at which a writer is killed, in bytes: few enough to be fast, in all fields. */
  private static final int STRIDE = 23;

  @TempDir private Path results;
  private RunFolder run;

  @BeforeEach
  void begin() {
    run = TrackedFixture.begun(results);
  }

  private Tracking tracking() {
    return new Tracking(Set.of(TrackingFormat.TENSORBOARD), "mine");
  }

  private ReadEvents read() throws IOException {
    return ReadEvents.of(run.path());
  }

  /** The losses that a reader must find after some epochs. */
  private static TreeMap<Long, Float> losses(int epochs) {
    TreeMap<Long, Float> losses = new TreeMap<>();
    TrackedFixture.epochs(epochs)
        .forEach(row -> losses.put((long) row.epoch(), (float) row.trainLoss()));
    return losses;
  }

  @Test
  void theReadersChecksumIsCrc32c() {
    assertThat(ReadEvents.crc32c("123456789".getBytes(US_ASCII)))
        .as("check value of CRC-32C (RFC 3720)")
        .isEqualTo(0xe3069283);
  }

  @Test
  void eachEpochIsThereOnceItIsLogged() throws IOException {
    RunFolder followed = tracking().follow(run);
    TrackedFixture.train(followed, 0, 2);

    assertThat(ReadEvents.files(run.path())).hasSize(1);
    Map<String, TreeMap<Long, Float>> scalars = read().scalars();
    assertThat(scalars.get("loss/train")).isEqualTo(losses(2));
    assertThat(scalars.get("loss/validation")).as("NaN is no number").containsOnlyKeys(0L);
    assertThat(scalars.get("learning_rate")).containsEntry(1L, 0.005f);
    assertThat(scalars.get("pseudo_dice")).containsEntry(1L, 0.5f);
    assertThat(scalars.get("epoch/seconds")).containsEntry(0L, 90.5f);
    assertThat(scalars.get("memory/device_peak_gib")).containsEntry(0L, 3f);
    assertThat(scalars.get("memory/host_peak_gib")).containsEntry(0L, 1f);
  }

  @Test
  void classesKeepApartWhateverTheirNames() throws IOException {
    TrackedFixture.train(tracking().follow(run), 0, 2);

    Map<String, TreeMap<Long, Float>> scalars = read().scalars();
    assertThat(scalars.get("pseudo_dice_by_class/left_right")).isEqualTo(Map.of(1L, 0.1f));
    assertThat(scalars.get("pseudo_dice_by_class/left_right_2"))
        .isEqualTo(Map.of(0L, 0.9f, 1L, 0.9f));
    assertThat(scalars.get("pseudo_dice_by_class/_..")).isEqualTo(Map.of(0L, 0.25f, 1L, 0.25f));
  }

  @Test
  void whereverAWriterWasKilledNoEpochIsLostOrToldTwice() throws IOException {
    TrackedFixture.train(tracking().follow(run), 0, 3);
    Path file = ReadEvents.files(run.path()).get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int cut = 0; cut < whole.length; cut += STRIDE) {
      for (Path old : ReadEvents.files(run.path())) {
        Files.delete(old);
      }
      Files.write(file, Arrays.copyOf(whole, cut));
      RunFolder followed = tracking().follow(run);
      TrackedFixture.train(followed, 2, 4);

      assertThat(ReadEvents.files(run.path())).hasSize(1).doesNotContain(file);
      assertThat(read().scalars().get("loss/train")).as("cut at %d", cut).isEqualTo(losses(4));
    }
  }

  @Test
  void aReaderOfOldAndNewFileTellsNoEpochTwice() throws IOException {
    TrackedFixture.train(tracking().follow(run), 0, 3);
    Path old = ReadEvents.files(run.path()).get(0);
    byte[] before = Files.readAllBytes(old);
    TrackedFixture.train(tracking().follow(run), 1, 2);
    Files.write(old, before);

    assertThat(ReadEvents.files(run.path())).hasSize(2);
    assertThat(read().scalars().get("loss/train")).isEqualTo(losses(2));
  }

  @Test
  void whatIsWrittenAfterTheFactIsWhatWasFollowed() throws IOException {
    TrackedFixture.train(tracking().follow(run), 0, 3);
    byte[] followed = Files.readAllBytes(ReadEvents.files(run.path()).get(0));

    List<Path> places = tracking().export(run);

    assertThat(places).isEqualTo(ReadEvents.files(run.path()));
    assertThat(Files.readAllBytes(places.get(0))).isEqualTo(followed);
  }

  @Test
  void picturesComeAtTheEndAndOnceMoreWhenTheyAreNew() throws IOException {
    Tracking tracking = tracking();
    TrackedFixture.train(tracking.follow(run), 0, 2);
    TrackedFixture.fail(run, 2);
    tracking.end(run);
    assertThat(read().images()).isEmpty();
    List<Path> written = ReadEvents.files(run.path());
    tracking.end(run);
    assertThat(ReadEvents.files(run.path())).as("nothing is new").isEqualTo(written);

    Path picture = TrackedFixture.picture(results, run, 5, 7);
    tracking.end(run);

    ReadEvents read = read();
    assertThat(read.images()).containsOnlyKeys("cases/case_1");
    assertThat(read.images().get("cases/case_1")).containsOnlyKeys(1L);
    assertThat(read.images().get("cases/case_1").get(1L)).isEqualTo(Files.readAllBytes(picture));
    assertThat(read.sizes().get("cases/case_1")).containsExactly(7L, 5L, 3L);
    assertThat(read.scalars().get("loss/train")).isEqualTo(losses(2));
  }
}
