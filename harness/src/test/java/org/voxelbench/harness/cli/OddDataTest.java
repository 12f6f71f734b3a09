package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ResultRow;

/** Unusual data get a benchmark that works, or one clear sentence before anything is trained. */
class OddDataTest {

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

    assertThat(tiny.rows()).extracting(ResultRow::caseId).containsAnyOf(caseId, second);
  }

  @Test
  void aClassThatNoCaseHoldsIsLeftOutOfTheMean() throws IOException {
    editJson("(\"background\"\\s*:\\s*0)", "$1, \"ghost\": 4");

    assertThat(tiny.rows())
        .filteredOn(row -> row.label().equals("ghost"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.tp() + row.fn()).isZero())
        .allSatisfy(
            row ->
                assertThat(row.status())
                    .isEqualTo(row.fp() == 0 ? CaseStatus.EMPTY : CaseStatus.SCORED));
  }

  @Test
  void flatImagesTrainOnFlatPatchesThatStayOneVoxelDeep() throws IOException {
    flattenAll();

    assertThat(tiny.rows()).isNotEmpty();
    PreparedDataset prepared =
        PreparedDataset.open(tiny.out().resolve("preprocessed/MyData/dynamic"), 0);
    assertThat(prepared.configuration().patchSize()).startsWith(1);
    assertThat(UNetArchitecture.of(prepared.configuration().architecture()).strides())
        .containsExactly(List.of(1, 1, 1), List.of(1, 2, 2), List.of(1, 2, 2));
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
      PackedNifti.editHeader(
          file,
          header -> {
            header.putFloat(PackedNifti.PIXDIM + 8, millimetres);
            header.putFloat(PackedNifti.SROW + 16 + 4, millimetres);
          });
    }
  }

  @Test
  void aShearedAffineIsRefused() throws IOException {
    for (Path file : files(file -> isOf(file, caseId))) {
      PackedNifti.editHeader(
          file,
          header -> {
            header.putShort(PackedNifti.QFORM_CODE, (short) 0);
            header.putShort(PackedNifti.SFORM_CODE, (short) 1);
            header.putFloat(PackedNifti.SROW + 4, 2);
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
    byte[] header = Arrays.copyOf(PackedNifti.bytes(label), PackedNifti.HEADER_BYTES);
    ByteBuffer edited = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    edited.putShort(PackedNifti.DATA_TYPE, (short) 512).putShort(PackedNifti.BITS, (short) 16);
    byte[] file = Arrays.copyOf(header, PackedNifti.HEADER_BYTES + 2 * 16 * 16 * 16);
    for (int i = PackedNifti.HEADER_BYTES; i < file.length; i++) {
      file[i] = (byte) 0xfd;
    }
    PackedNifti.write(label, out -> out.write(file));

    refused(label.getFileName().toString(), "65021");
  }

  @Test
  void anImageThatClaimsMoreThanItHoldsIsRefused() throws IOException {
    PackedNifti.editHeader(
        tiny.image(caseId, 0), header -> PackedNifti.putSize(header, 1200, 1200, 1200));

    refused(caseId);
  }

  @Test
  void anImageLargerThanTheMemoryBudgetIsRefused() throws IOException {
    int side = (int) Math.cbrt(Runtime.getRuntime().maxMemory() / 6.0);
    for (Path file : files(file -> isOf(file, caseId))) {
      byte[] header = Arrays.copyOf(PackedNifti.bytes(file), PackedNifti.HEADER_BYTES);
      ByteBuffer edited = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
      PackedNifti.putSize(edited, side, side, side);
      edited.putShort(PackedNifti.DATA_TYPE, (short) 2).putShort(PackedNifti.BITS, (short) 8);
      PackedNifti.write(
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
}
