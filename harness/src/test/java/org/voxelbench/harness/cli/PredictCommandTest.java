package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.predict.RandomRun;
import org.voxelbench.harness.predict.TrainedInference;

/** Predicting and ensembling with runs of random weights on tiny volumes. */
class PredictCommandTest {

  private static final TrainedInference INFERENCE = new TrainedInference(0.5, true, List.of(0, 2));

  @TempDir private Path folder;
  private RandomRun runs;
  private RawDataset raw;
  private String caseFile;

  @BeforeEach
  void writeImages() throws IOException {
    Path dataset = folder.resolve("Lesions");
    runs = RandomRun.on(dataset);
    raw = RawDataset.open(dataset);
    caseFile = raw.trainingCases().get(0).id() + ".nii.gz";
  }

  private Path run(String name, long seed, int patch, TrainedInference inference) {
    return runs.in(folder.resolve(name), seed, List.of(patch, patch, patch), inference);
  }

  private Console predict(String out, List<Path> runs, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "predict",
                raw.folder().resolve("imagesTr").toString(),
                folder.resolve(out).toString(),
                "--device",
                "cpu"));
    runs.forEach(run -> arguments.addAll(List.of("--run", run.toString())));
    arguments.addAll(Arrays.asList(options));
    return Console.run(arguments.toArray());
  }

  private short[] predicted(String out, List<Path> runs, String... options) {
    Console answer = predict(out, runs, options);
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    return labels(out);
  }

  private short[] labels(String out) {
    return Nifti.readLabelMap(folder.resolve(out).resolve(caseFile)).labels();
  }

  private Console ensemble(String out, String... in) {
    List<String> arguments = new ArrayList<>(List.of("ensemble"));
    Stream.of(in).forEach(name -> arguments.add(folder.resolve(name).toString()));
    arguments.addAll(
        List.of("--out", folder.resolve(out).toString(), "--dataset", raw.folder().toString()));
    return Console.run(arguments.toArray());
  }

  private static void refused(Console answer, String... named) {
    assertThat(answer.exitCode()).as(answer.text()).isEqualTo(2);
    assertThat(answer.text()).contains(named);
  }

  @Test
  void foldsAreAveraged() throws IOException {
    Path a = run("a", 1, 16, INFERENCE);
    Path b = run("b", 2, 16, INFERENCE);
    Files.createDirectories(folder.resolve("both"));
    Files.writeString(folder.resolve("both").resolve(caseFile), "an older prediction");

    short[] ofA = predicted("a-out", List.of(a));
    short[] ofBoth = predicted("both", List.of(a, b));

    assertThat(predicted("twice", List.of(a, a))).isEqualTo(ofA);
    assertThat(ofBoth).isNotEqualTo(ofA);
    assertThat(ofBoth).isNotEqualTo(predicted("b-out", List.of(b)));
    assertThat(predicted("swapped", List.of(b, a))).isEqualTo(ofBoth);
  }

  @Test
  void whatSystemsLeaveBesideImagesIsNoCase() throws IOException {
    Path run = run("a", 1, 16, INFERENCE);
    Path images = raw.folder().resolve("imagesTr");
    Files.writeString(images.resolve("._" + caseFile.replace(".nii", "_0000.nii")), "no image");
    Files.writeString(images.resolve(".DS_Store"), "no image");

    assertThat(predict("out", List.of(run)).out()).startsWith("2 segmentations");
    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void channelsTooManyOrTooFewAreAllNamed() throws IOException {
    Path a = run("a", 1, 16, INFERENCE);
    Path images = raw.folder().resolve("imagesTr");
    String first = raw.trainingCases().get(0).id();
    String second = raw.trainingCases().get(1).id();
    Path sound = images.resolve(first + "_0000.nii.gz");
    Files.copy(sound, images.resolve(first + "_0001.nii.gz"));
    Files.copy(sound, images.resolve(second + "_0007.nii.gz"));
    refused(
        predict("out", List.of(a)),
        images.toString(),
        first + "_0001.nii.gz, " + second + "_0007.nii.gz",
        "1 channel (0000, ");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void runsThatDifferAreRefusedByTheDifference() throws IOException {
    Path a = run("a", 1, 16, INFERENCE);
    refused(
        predict("out", List.of(a, run("b", 1, 8, INFERENCE))),
        "patch_size",
        a.toString(),
        folder.resolve("b").toString());
    refused(
        predict("out", List.of(a, run("c", 1, 16, new TrainedInference(0.5, true, List.of(0))))),
        "mirror axes",
        "[0, 2]");
    Path d = run("d", 1, 16, INFERENCE);
    Path json = d.resolve(DatasetJson.NAME);
    String text = Files.readString(json);
    String label = raw.labels().foregroundNames().get(0);
    Files.writeString(json, text.replace("\"" + label + "\"", "\"something\""));
    refused(predict("out", List.of(a, d)), "labels", "something");
    Files.writeString(
        json, text.replace("\"" + raw.channelNames().get(0) + "\"", "\"anotherSequence\""));
    refused(predict("out", List.of(a, d)), "channels", "anotherSequence");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void mirrorAxesAndStepAreTheRunsUnlessOverruled() throws IOException {
    Path mirrored = run("mirrored", 1, 16, INFERENCE);
    Path plain = run("plain", 1, 16, new TrainedInference(0.5, false, List.of(0, 2)));
    Path fine = run("fine", 1, 16, new TrainedInference(0.25, false, List.of(0, 2)));
    Path never = run("never", 1, 16, new TrainedInference(0.5, true, List.of()));
    short[] withMirrors = predicted("1", List.of(mirrored));
    short[] without = predicted("2", List.of(plain));

    assertThat(withMirrors).isNotEqualTo(without);
    assertThat(predicted("3", List.of(mirrored), "--no-mirroring")).isEqualTo(without);
    assertThat(predicted("4", List.of(plain), "--mirror-axes", "0,2")).isEqualTo(withMirrors);
    assertThat(predicted("5", List.of(never))).isEqualTo(without);
    assertThat(predicted("6", List.of(plain), "--step", "0.25"))
        .isEqualTo(predicted("7", List.of(fine)));
    refused(predict("8", List.of(never), "--mirror-axes", "0"), "mirror axes []", "[0]");
  }

  @Test
  void savedProbabilitiesMakeAnEnsemble() throws IOException {
    Path a = run("a", 1, 16, INFERENCE);
    Path b = run("b", 2, 8, INFERENCE);
    short[] ofA = predicted("a-out", List.of(a), "--save-probabilities");
    short[] ofB = predicted("b-out", List.of(b), "--save-probabilities");

    assertThat(ensemble("same", "a-out", "a-out").exitCode()).isZero();
    assertThat(labels("same")).isEqualTo(ofA);
    assertThat(ensemble("joined", "a-out", "b-out").exitCode()).isZero();
    short[] joined = labels("joined");
    for (int i = 0; i < joined.length; i++) {
      if (ofA[i] == ofB[i] && raw.labels().outputChannels() == 2) {
        assertThat(joined[i]).isEqualTo(ofA[i]);
      }
    }
    assertThat(Nifti.geometry(folder.resolve("joined").resolve(caseFile)).affine())
        .isDeepEqualTo(Nifti.geometry(raw.trainingCases().get(0).imageFiles().get(0)).affine());

    String id = caseFile.replace(".nii.gz", "");
    Files.delete(folder.resolve("b-out").resolve(id + ".npz"));
    refused(ensemble("none", "a-out", "b-out"), id, "b-out");
  }
}
