package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.harness.console.FolderChecks;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.preparation.split.SplitsFile;

/**
 * Bad input is refused before any training: exit code 2 and one sentence that names file, case and
 * key.
 */
class BadInputTest {

  @TempDir private Path folder;
  private TinyBenchmark tiny;
  private Path dataset;
  private String caseId;

  @BeforeEach
  void writeAGoodDataSet() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    dataset = tiny.dataset();
    caseId = tiny.caseId();
  }

  private void refused(String... named) throws IOException {
    tiny.assertRefused(TinyBenchmark.PROTOCOL, named);
  }

  private Path image(int channel) {
    return tiny.image(caseId, channel);
  }

  private Path label() {
    return tiny.label(caseId);
  }

  @Test
  void imageAndLabelOfDifferentShape() throws IOException {
    Geometry smaller = Geometry.axisAligned(new int[] {16, 16, 15}, new double[] {4, 4, 4});
    NiftiWriter.write(label(), new LabelMap(smaller, new short[16 * 16 * 15]));

    refused(caseId, "16", "15");
  }

  @Test
  void aLabelThatIsNotDeclared() throws IOException {
    LabelMap map = Nifti.readLabelMap(label());
    map.labels()[0] = 9;
    NiftiWriter.write(label(), map);

    refused(caseId, "9", "dataset.json");
  }

  @Test
  void aFoldThatTheOwnSplitsLack() throws IOException {
    List<String> ids =
        FolderChecks.names(dataset.resolve("labelsTr")).stream()
            .map(name -> name.replace(".nii.gz", ""))
            .toList();
    List<Split> own =
        List.of(
            new Split(ids.subList(2, 6), ids.subList(0, 2)),
            new Split(ids.subList(0, 4), ids.subList(4, 6)));
    SplitsFile.write(own, dataset.resolve("splits_final.json"));

    tiny.assertRefused(
        TinyBenchmark.PROTOCOL.replace("folds: [0]", "folds: [1, 2, 4]"),
        "'MyData'",
        "'datasets.folds'",
        "fold 2, 4",
        "splits_final.json",
        "2 splits, folds 0 to 1");
  }

  @Test
  void aBoundAboveTheTrainingCasesOfEachFold() throws IOException {
    tiny.assertRefused(
        TinyBenchmark.PROTOCOL.replace("folds: [0]", "folds: [0], trainingCases: 500"),
        "'MyData'",
        "'datasets.trainingCases'",
        "500",
        "4 training cases");
    tiny.assertRefused(
        TinyBenchmark.PROTOCOL.replace("folds: [0]", "folds: [1, 0], trainingCases: 6"),
        "5 training cases");
  }

  @Test
  void twoFoldersOfOneName() throws IOException {
    Path twin = dataset.resolveSibling("Dataset042_MyData");
    Files.createDirectories(twin);
    Files.copy(dataset.resolve("dataset.json"), twin.resolve("dataset.json"));

    refused("'MyData'", dataset.toString(), twin.toString());
  }

  @Test
  void everyOffenderIsToldAtOnce() throws IOException {
    Files.delete(image(1));
    NiftiWriter.write(
        label(),
        new LabelMap(
            Nifti.geometry(label()), new short[Nifti.readLabelMap(label()).labels().length]));
    Path other = dataset.resolve("labelsTr");
    List<String> names = FolderChecks.names(other);
    Path last = other.resolve(names.get(names.size() - 1));
    LabelMap map = Nifti.readLabelMap(last);
    map.labels()[0] = 255;
    NiftiWriter.write(last, map);

    Console answer = tiny.run(TinyBenchmark.PROTOCOL);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err().strip().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("voxelbench: "))
        .anyMatch(line -> line.contains(image(1).getFileName().toString()))
        .anyMatch(line -> line.contains(last.toString()) && line.contains("255"));
  }

  @Test
  void aMissingChannel() throws IOException {
    Files.delete(image(1));

    refused(caseId, image(1).getFileName().toString());
  }

  @Test
  void aVoxelThatIsNotANumber() throws IOException {
    Image image = Nifti.readImage(image(0));
    image.voxels()[7] = Float.NaN;
    NiftiWriter.write(image(0), image);

    refused(caseId, image(0).getFileName().toString());
  }

  @Test
  void anInfiniteVoxel() throws IOException {
    Image image = Nifti.readImage(image(1));
    image.voxels()[7] = Float.POSITIVE_INFINITY;
    NiftiWriter.write(image(1), image);

    refused(caseId, image(1).getFileName().toString());
  }

  @Test
  void aTruncatedFile() throws IOException {
    byte[] bytes = Files.readAllBytes(image(0));
    Files.write(image(0), Arrays.copyOf(bytes, bytes.length / 2));

    refused(image(0).getFileName().toString());
  }

  @Test
  void aDataSetWithoutLabels() throws IOException {
    Path json = dataset.resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replace("\"labels\"", "\"lables\""));

    refused("dataset.json", "labels");
  }

  @Test
  void anUnknownProtocolKey() throws IOException {
    tiny.assertRefused(
        TinyBenchmark.PROTOCOL.replace("tileStep", "tilestep"),
        "protocol.yaml",
        "'inference.tilestep'",
        "'tileStep'");
  }

  @Test
  void anUnknownMethod() throws IOException {
    tiny.assertRefused(
        TinyBenchmark.PROTOCOL.replace("id: scratch", "id: scrach"),
        "'scrach-dynamic'",
        "'scratch-dynamic'",
        "scratch-dynamic, scratch-fixed");
  }

  @Test
  void anUnknownDataSet() throws IOException {
    tiny.assertRefused(
        TinyBenchmark.PROTOCOL.replace("MyData", "Hipocampus"),
        "Hipocampus",
        "Task04_Hippocampus",
        "PhantomNuclei");
  }

  @Test
  void aDataFolderThatIsNotThere() throws IOException {
    Console answer = Console.run("benchmark", "--data", folder.resolve("nowhere"));

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("nowhere", "DATA=");
  }
}
