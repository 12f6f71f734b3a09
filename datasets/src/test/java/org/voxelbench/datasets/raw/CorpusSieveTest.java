package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.CorpusSieve.Sifted;
import org.voxelbench.datasets.raw.CorpusSieve.Skipped;

/** Each kind of flawed image is put aside with its reason, and the sound ones stay. */
class CorpusSieveTest {

  private static final Function<RawCase, Optional<String>> NONE_THIN = image -> Optional.empty();

  @TempDir private Path folder;

  @BeforeEach
  void writeSoundOnes() {
    write("sound_a", Fixture.image(Fixture.SIZE));
    write("sound_b", Fixture.image(4, 4, 4));
  }

  private Path file(String id) {
    return folder.resolve(id + ".nii");
  }

  private void write(String id, Image image) {
    NiftiWriter.write(file(id), image);
  }

  private void patch(String id, int at, int size, double value) throws IOException {
    write(id, Fixture.image(Fixture.SIZE));
    byte[] bytes = Files.readAllBytes(file(id));
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (size == Short.BYTES) {
      header.putShort(at, (short) value);
    } else {
      header.putFloat(at, (float) value);
    }
    Files.write(file(id), bytes);
  }

  private Sifted sift(Function<RawCase, Optional<String>> tooThin) {
    return CorpusSieve.sift(
        RawDataset.unlabelled(folder),
        Optional.empty(),
        tooThin,
        (cases, check) -> cases.stream().map(check).toList());
  }

  private void skips(String id, Flaw flaw) {
    Sifted sifted = sift(NONE_THIN);
    assertThat(sifted.skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.image().id()).isEqualTo(id);
              assertThat(skipped.flaw()).isEqualTo(flaw);
              assertThat(skipped.why()).contains(id);
            });
    assertThat(sifted.sound().trainingCases())
        .extracting(RawCase::id)
        .containsExactly("sound_a", "sound_b");
    assertThat(sifted.voxelHashes()).containsOnlyKeys(file("sound_a"), file("sound_b"));
  }

  @Test
  void aSoundCorpusStaysAsItIs() {
    Sifted sifted = sift(NONE_THIN);
    assertThat(sifted.skipped()).isEmpty();
    assertThat(sifted.sound().contentHash()).isEqualTo(RawDataset.unlabelled(folder).contentHash());
  }

  @Test
  void oneThatIsNoImage() throws IOException {
    Files.writeString(file("text"), "no image");
    skips("text", Flaw.UNREADABLE);
  }

  @Test
  void oneThatIsCut() throws IOException {
    byte[] whole = Files.readAllBytes(file("sound_a"));
    Files.write(file("cut"), Arrays.copyOf(whole, whole.length - 4));
    skips("cut", Flaw.UNREADABLE);
  }

  @Test
  void oneWithTimePoints() throws IOException {
    // dim[0] = 4, dim[3] = 1 and dim[4] = 3: the voxels are the same.
    patch("series", 40, Short.BYTES, 4);
    byte[] bytes = Files.readAllBytes(file("series"));
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort(46, (short) 1).putShort(48, (short) 3);
    Files.write(file("series"), bytes);
    skips("series", Flaw.NOT_3D);
  }

  @Test
  void oneWithANegativeSpacing() throws IOException {
    patch("negative", 80, Float.BYTES, -1);
    skips("negative", Flaw.GEOMETRY);
  }

  @Test
  void oneInAnotherUnitPerhaps() throws IOException {
    patch("microscope", 80, Float.BYTES, 0.0005);
    assertThat(sift(NONE_THIN).skipped()).extracting(Skipped::flaw).containsExactly(Flaw.GEOMETRY);
  }

  @Test
  void oneWithNaN() {
    Image image = Fixture.image(Fixture.SIZE);
    image.voxels()[7] = Float.NaN;
    write("nan", image);
    skips("nan", Flaw.NOT_FINITE);
  }

  @Test
  void oneOfASingleValue() {
    Image image = Fixture.image(Fixture.SIZE);
    Arrays.fill(image.voxels(), 3);
    write("even", image);
    skips("even", Flaw.CONSTANT);
  }

  @Test
  void oneThatVanishesUnderThePlan() {
    Sifted sifted =
        sift(image -> Optional.of("too thin").filter(why -> image.id().equals("sound_b")));
    assertThat(sifted.skipped())
        .extracting(Skipped::flaw, Skipped::why)
        .containsExactly(tuple(Flaw.TOO_THIN, "too thin"));
    assertThat(sifted.sound().trainingCases()).extracting(RawCase::id).containsExactly("sound_a");
  }

  @Test
  void oneWhoseMaskDoesNotFitOrIsNotThere() {
    Path masks = folder.resolve("masks");
    NiftiWriter.write(masks.resolve("fits.nii"), Fixture.labels(Fixture.SIZE, 1));
    NiftiWriter.write(masks.resolve("other.nii"), Fixture.labels(new int[] {3, 4, 6}, 1));
    RawDataset corpus =
        RawDataset.corpus(
            folder, List.of(masked("a", "fits"), masked("b", "other"), masked("c", "not-there")));
    Sifted sifted =
        CorpusSieve.sift(
            corpus,
            Optional.empty(),
            NONE_THIN,
            (cases, check) -> cases.stream().map(check).toList());

    assertThat(sifted.sound().trainingCases()).extracting(RawCase::id).containsExactly("a");
    assertThat(sifted.skipped()).extracting(Skipped::flaw).containsOnly(Flaw.MASK);
    assertThat(sifted.skipped())
        .extracting(Skipped::why)
        .satisfiesExactly(
            why -> assertThat(why).contains("other.nii", "'b'", "shape"),
            why -> assertThat(why).contains("not-there.nii", "'c'", "missing"));
  }

  private RawCase masked(String id, String mask) {
    return new RawCase(
        id,
        List.of(file("sound_a")),
        Optional.empty(),
        ReaderChoice.AS_STORED,
        Optional.of(folder.resolve("masks/" + mask + ".nii")),
        Optional.of(Scan.of(id)));
  }

  /** Images are called by their cases in it, so that a corpus may move to another disk. */
  @Test
  void theContentHashFollowsImagesAndMasksWhereverTheyLie() throws IOException {
    Path masks = folder.resolve("masks");
    NiftiWriter.write(masks.resolve("m.nii"), Fixture.labels(Fixture.SIZE, 1));
    RawCase image = masked("a", "m");
    String hash = RawDataset.corpus(folder, List.of(image)).contentHash();
    assertThat(RawDataset.corpus(folder, List.of(image.withoutMask())).contentHash())
        .isNotEqualTo(hash);
    Path moved = Files.createDirectories(folder.resolve("moved/deep"));
    Files.copy(file("sound_a"), moved.resolve("sound_a.nii"));
    RawCase elsewhere =
        new RawCase(
            "a",
            List.of(moved.resolve("sound_a.nii")),
            Optional.empty(),
            ReaderChoice.AS_STORED,
            image.ignoreMask(),
            image.scan());
    assertThat(RawDataset.corpus(folder, List.of(elsewhere)).contentHash()).isEqualTo(hash);
    NiftiWriter.write(masks.resolve("m.nii"), Fixture.labels(Fixture.SIZE, 0));
    assertThat(RawDataset.corpus(folder, List.of(image)).contentHash()).isNotEqualTo(hash);
  }
}
