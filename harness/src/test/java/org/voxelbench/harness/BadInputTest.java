package org.voxelbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import picocli.CommandLine;

/**
 * Bad input is refused before any training: exit code 2 and one sentence that names file, case and
 * key.
 */
class BadInputTest {

  private static final String PROTOCOL =
      """
      name: mine
      title: A user's own data
      seeds: [1]
      datasets:
        - {name: MyData, folds: [0]}
      plans:
        dynamic: {planner: resenc-l, maxPatchSize: [16, 16, 16], batchSize: 2, features: [4, 8]}
        fixed: {spacing: [4, 4, 4], patchSize: [16, 16, 16], batchSize: 2, features: [4, 8], blocks: [1, 1]}
      pretraining:
        datasets: [PhantomCorpus]
        batchSize: 2
        length: {epochs: 1, iterations: 1, validationIterations: 1}
        learningRate: 0.01
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        initialization: he
      training:
        length: {epochs: 1, iterations: 1, validationIterations: 1}
        foregroundOversampling: 0.33
        mirrorAxes: [0, 1, 2]
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        fromScratch: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: true}
        adapted: {schedule: default, learningRate: 0.001, warmUpEpochs: 0, deepSupervision: false}
      inference: {tileStep: 0.5, mirroring: false}
      evaluation: {missingPrediction: zero, absentClass: leave-out}
      methods:
        - {id: scratch}
      """;

  @TempDir private Path folder;
  private Path dataset;
  private String caseId;

  @BeforeEach
  void writeAGoodDataSet() throws IOException {
    dataset = folder.resolve("data/raw/MyData");
    Phantoms.write(new PhantomSpec(PhantomKind.TUMOUR, 6, 1, new int[] {16, 16, 16}), dataset);
    try (var labels = Files.list(dataset.resolve("labelsTr"))) {
      caseId =
          labels.sorted().findFirst().orElseThrow().getFileName().toString().replace(".nii.gz", "");
    }
  }

  private record Answer(int exitCode, String err) {}

  private Answer benchmark(String protocol) throws IOException {
    Path file = Files.writeString(folder.resolve("protocol.yaml"), protocol);
    StringWriter err = new StringWriter();
    CommandLine command = VoxelBench.commandLine().setErr(new PrintWriter(err, true));
    int exitCode =
        command.execute(
            "benchmark",
            "--protocol",
            file.toString(),
            "--data",
            folder.resolve("data").toString(),
            "--out",
            folder.resolve("out").toString(),
            "--device",
            "cpu");
    return new Answer(exitCode, err.toString());
  }

  private void refused(String... named) throws IOException {
    refusedUnder(PROTOCOL, named);
  }

  private void refusedUnder(String protocol, String... named) throws IOException {
    Answer answer = benchmark(protocol);
    assertThat(answer.err()).contains(named);
    assertThat(answer.err().strip().lines()).as("one sentence, no stack trace").hasSize(1);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("out/runs")).as("nothing was trained").doesNotExist();
  }

  private Path image(int channel) {
    return dataset.resolve("imagesTr").resolve(caseId + "_000" + channel + ".nii.gz");
  }

  private Path label() {
    return dataset.resolve("labelsTr").resolve(caseId + ".nii.gz");
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
    refusedUnder(
        PROTOCOL.replace("tileStep", "tilestep"),
        "protocol.yaml",
        "'inference.tilestep'",
        "'tileStep'");
  }

  @Test
  void anUnknownMethod() throws IOException {
    refusedUnder(
        PROTOCOL.replace("id: scratch", "id: scrach"), "'scrach'", "'scratch'", "mae, scratch");
  }

  @Test
  void anUnknownDataSet() throws IOException {
    refusedUnder(
        PROTOCOL.replace("MyData", "Hipocampus"),
        "Hipocampus",
        "Task04_Hippocampus",
        "PhantomNuclei");
  }

  @Test
  void aDataFolderThatIsNotThere() throws IOException {
    StringWriter err = new StringWriter();
    int exitCode =
        VoxelBench.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("benchmark", "--data", folder.resolve("nowhere").toString());

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere", "DATA=");
  }
}
