package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;

/** Unusual data get a benchmark that works, or one clear sentence before anything is trained. */
class OddDataTest {

  private static final int HEADER_BYTES = 352;
  private static final int DIM = 40;
  private static final int DATA_TYPE = 70;
  private static final int BITS = 72;
  private static final int PIXDIM = 76;
  private static final int QFORM_CODE = 252;
  private static final int SFORM_CODE = 254;
  private static final int SROW = 280;
  private static final String BOUNDS =
      ", maxPatchSize: [16, 16, 16], batchSize: 2, features: [4, 8]";

  @TempDir private Path folder;
  private TinyBenchmark tiny;
  private String caseId;

  @BeforeEach
  void drawData() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    caseId = tiny.caseId();
  }

  @Test
  void aSingleCaseCannotBeSplit() throws IOException {
    deleteFiles(file -> !isOf(file, caseId));
    declareCases(1);

    refused("MyData", "two cases");
  }

  @Test
  void twoCasesAreEachHeldOutOnce() throws IOException {
    String second = caseId.substring(0, caseId.length() - 1) + "1";
    deleteFiles(file -> !isOf(file, caseId) && !isOf(file, second));
    declareCases(2);

    assertThat(worked()).extracting(ResultRow::caseId).containsAnyOf(caseId, second);
  }

  @Test
  void aClassThatNoCaseHoldsIsLeftOutOfTheMean() throws IOException {
    editJson("(\"background\"\\s*:\\s*0)", "$1, \"ghost\": 4");

    assertThat(worked())
        .filteredOn(row -> row.label().equals("ghost"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.tp() + row.fn()).isZero())
        .allSatisfy(
            row ->
                assertThat(row.status())
                    .isEqualTo(row.fp() == 0 ? CaseStatus.EMPTY : CaseStatus.SCORED));
  }

  @Test
  void flatImagesTrainWithKernelsThatAreFlat() throws IOException {
    flattenAll();

    assertThat(worked()).isNotEmpty();
  }

  @Test
  void nnUNetsOwnPlannerHasNoThreeDimensionalPlanForFlatImages() throws IOException {
    flattenAll();

    tiny.assertRefused(
        TinyBenchmark.PROTOCOL.replace(BOUNDS, ""), "MyData", "no configuration '3d_fullres'");
  }

  @Test
  void oneFlatImageAmongOthersIsNamed() throws IOException {
    for (Path file : files(file -> isOf(file, caseId))) {
      flatten(file);
    }

    refused(caseId, "1 voxels of 2.0 mm");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -4, Float.NaN, Float.POSITIVE_INFINITY})
  void aSpacingThatIsNoneIsNamed(float millimetres) throws IOException {
    space(millimetres);

    refusedInAllFilesOfTheCase("pixdim", "mm");
  }

  @Test
  void aSpacingOfNextToNothingIsNamed() throws IOException {
    space(1e-30f);

    refused(caseId, "mm");
  }

  private void space(float millimetres) throws IOException {
    for (Path file : files(file -> isOf(file, caseId))) {
      editHeader(
          file,
          header -> {
            header.putFloat(PIXDIM + 8, millimetres);
            header.putFloat(SROW + 16 + 4, millimetres);
          });
    }
  }

  @Test
  void aShearedAffineIsRefused() throws IOException {
    for (Path file : files(file -> isOf(file, caseId))) {
      editHeader(
          file,
          header -> {
            header.putShort(QFORM_CODE, (short) 0);
            header.putShort(SFORM_CODE, (short) 1);
            header.putFloat(SROW + 4, 2);
          });
    }

    refusedInAllFilesOfTheCase("right angles", "shear");
  }

  @Test
  void channelsOfDifferentShapeAreRefused() throws IOException {
    Geometry shorter = Geometry.axisAligned(new int[] {16, 16, 15}, new double[] {4, 4, 4});
    NiftiWriter.write(tiny.image(caseId, 1), new Image(shorter, new float[16 * 16 * 15]));

    refused(caseId, "channel 1", "16x16x16");
  }

  @Test
  void sixtyFiveThousandDeclaredLabelsAreRefused() throws IOException {
    StringBuilder labels = new StringBuilder("\"background\": 0");
    for (int label = 4; label < 65_000; label++) {
      labels.append(", \"l").append(label).append("\": ").append(label);
    }
    editJson("\"background\"\\s*:\\s*0", labels.toString());

    refused("dataset.json", "65000", "1000");
  }

  @Test
  void labelValuesBeyondThoseDeclaredAreRefused() throws IOException {
    Path label = tiny.label(caseId);
    byte[] header = Arrays.copyOf(bytes(label), HEADER_BYTES);
    ByteBuffer edited = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    edited.putShort(DATA_TYPE, (short) 512).putShort(BITS, (short) 16);
    byte[] file = Arrays.copyOf(header, HEADER_BYTES + 2 * 16 * 16 * 16);
    for (int i = HEADER_BYTES; i < file.length; i++) {
      file[i] = (byte) 0xfd;
    }
    write(label, out -> out.write(file));

    refused(label.getFileName().toString(), "65021");
  }

  @Test
  void anImageThatClaimsMoreThanItHoldsIsRefused() throws IOException {
    editHeader(tiny.image(caseId, 0), header -> putSize(header, 1200, 1200, 1200));

    refused(caseId);
  }

  @Test
  void anImageLargerThanTheMemoryBudgetIsRefused() throws IOException {
    int side = (int) Math.cbrt(Runtime.getRuntime().maxMemory() / 6.0);
    for (Path file : files(file -> isOf(file, caseId))) {
      byte[] header = Arrays.copyOf(bytes(file), HEADER_BYTES);
      ByteBuffer edited = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
      putSize(edited, side, side, side);
      edited.putShort(DATA_TYPE, (short) 2).putShort(BITS, (short) 8);
      write(
          file,
          out -> {
            out.write(header);
            byte[] plane = new byte[side * side];
            for (int z = 0; z < side; z++) {
              out.write(plane);
            }
          });
    }

    refused(caseId, "MiB", "budget");
  }

  private static void putSize(ByteBuffer header, int i, int j, int k) {
    header.putShort(DIM + 2, (short) i).putShort(DIM + 4, (short) j).putShort(DIM + 6, (short) k);
  }

  private List<ResultRow> worked() throws IOException {
    Console answer = tiny.run(TinyBenchmark.PROTOCOL);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return ResultsCsv.read(tiny.out().resolve(ResultsCsv.NAME));
  }

  private void refused(String... named) throws IOException {
    tiny.assertRefused(TinyBenchmark.PROTOCOL, named);
  }

  /** Two channels and a label map. */
  private void refusedInAllFilesOfTheCase(String... named) throws IOException {
    tiny.assertRefused(3, TinyBenchmark.PROTOCOL, named);
    tiny.assertRefused(
        3,
        TinyBenchmark.PROTOCOL,
        tiny.image(caseId, 0).toString(),
        tiny.image(caseId, 1).toString(),
        tiny.label(caseId).toString());
  }

  private static boolean isOf(Path file, String caseId) {
    return file.getFileName().toString().startsWith(caseId);
  }

  private List<Path> files(Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.walk(tiny.dataset())) {
      return files
          .filter(file -> file.toString().endsWith(".nii.gz"))
          .filter(which)
          .sorted()
          .toList();
    }
  }

  private void deleteFiles(Predicate<Path> which) throws IOException {
    for (Path file : files(which)) {
      Files.delete(file);
    }
  }

  private void editJson(String regex, String replacement) throws IOException {
    Path json = tiny.dataset().resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replaceFirst(regex, replacement));
  }

  private void declareCases(int count) throws IOException {
    editJson("\"numTraining\"\\s*:\\s*\\d+", "\"numTraining\": " + count);
  }

  private void flattenAll() throws IOException {
    for (Path file : files(file -> true)) {
      flatten(file);
    }
  }

  private static void flatten(Path file) {
    Geometry flat = Geometry.axisAligned(new int[] {1, 16, 16}, new double[] {2, 2, 2});
    if (file.getParent().endsWith("labelsTr")) {
      short[] labels = Nifti.readLabelMap(file).labels();
      NiftiWriter.write(file, new LabelMap(flat, Arrays.copyOfRange(labels, 2048, 2304)));
    } else {
      float[] voxels = Nifti.readImage(file).voxels();
      NiftiWriter.write(file, new Image(flat, Arrays.copyOfRange(voxels, 2048, 2304)));
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private static void write(Path file, Content content) {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void editHeader(Path file, Consumer<ByteBuffer> edit) throws IOException {
    byte[] bytes = bytes(file);
    edit.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    write(file, out -> out.write(bytes));
  }
}
