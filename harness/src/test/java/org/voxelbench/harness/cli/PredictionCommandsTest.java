package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.evaluation.metrics.Summary;
import org.voxelbench.evaluation.postprocess.Postprocessing;

/** The commands that score and clean folders of predictions, on phantoms predicted perfectly. */
class PredictionCommandsTest {

  @TempDir private Path folder;
  private Path dataset;
  private Path predictions;
  private List<Path> labels;

  @BeforeEach
  void predictEveryCase() throws IOException {
    dataset = folder.resolve("MyData");
    predictions = folder.resolve("predictions");
    Phantoms.write(new PhantomSpec(PhantomKind.TUMOUR, 3, 1, new int[] {24, 24, 24}), dataset);
    try (Stream<Path> files = Files.list(dataset.resolve("labelsTr"))) {
      labels = files.sorted().toList();
    }
    for (Path label : labels) {
      NiftiWriter.write(prediction(label), Nifti.readLabelMap(label));
    }
  }

  private Path prediction(Path label) {
    return predictions.resolve(label.getFileName());
  }

  private static String id(Path label) {
    return label.getFileName().toString().replace(".nii.gz", "");
  }

  /** Puts a lone voxel of label 1 into the corner of a prediction. */
  private void spoil(Path label) {
    LabelMap map = Nifti.readLabelMap(label);
    map.labels()[0] = 1;
    NiftiWriter.write(prediction(label), map);
  }

  @Test
  void aPerfectPredictionHasSurfacesThatFit() throws IOException {
    Console answer = Console.run("evaluate", predictions, "--dataset", dataset);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .startsWith("3 cases, foreground mean Dice 1.0000, NSD 1.0000 at 2 mm and 1.0000 at 1 mm")
        .contains("; HD95, median 0.0000 mm; ASSD, median 0.0000 mm; RVD, magnitude 0.0000: ")
        .hasLineCount(1);
    assertThat(predictions.resolve("surface.csv"))
        .content()
        .startsWith("case,label,label_values,status,nsd_1mm,nsd_2mm,hd95_mm\n" + id(labels.get(0)))
        .contains(",scored,1.0,1.0,0.0\n");
    assertThat(Files.readString(predictions.resolve("summary.json"))).doesNotContain("nsd");
  }

  @ParameterizedTest
  @ValueSource(strings = {".nrrd", ".mha"})
  void aDataSetOfAnotherFormatIsScoredAndCleaned(String ending) throws IOException {
    Path json = dataset.resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replace(".nii.gz", ending));
    for (Path from : List.of(dataset.resolve("imagesTr"), dataset.resolve("labelsTr"))) {
      for (Path file : FolderListing.of(from)) {
        Volumes.write(converted(file, ending), Volumes.readImage(file));
        Files.delete(file);
      }
    }
    for (Path label : labels) {
      Path prediction = prediction(label);
      Volumes.write(converted(prediction, ending), Volumes.readLabelMap(prediction));
      Files.delete(prediction);
    }
    Console evaluated = Console.run("evaluate", predictions, "--dataset", dataset);
    assertThat(evaluated.err()).isEmpty();
    assertThat(evaluated.out()).startsWith("3 cases, foreground mean Dice 1.0000");
    assertThat(
            Console.run("determine-postprocessing", predictions, "--dataset", dataset).exitCode())
        .isZero();
    Path cleaned = folder.resolve("cleaned");
    Path decision = predictions.resolve("postprocessing.json");
    Console applied =
        Console.run("apply-postprocessing", predictions, cleaned, "--postprocessing", decision);
    assertThat(applied.exitCode()).isZero();
    for (Path label : labels) {
      Path file = cleaned.resolve(id(label) + ending);
      assertThat(Volumes.readLabelMap(file).labels())
          .containsExactly(Volumes.readLabelMap(converted(prediction(label), ending)).labels());
    }
  }

  private static Path converted(Path file, String ending) {
    return file.resolveSibling(file.getFileName().toString().replace(".nii.gz", ending));
  }

  @Test
  void aMissingPredictionIsNamedAndInfinitelyFar() throws IOException {
    Files.delete(prediction(labels.get(1)));
    Console answer = Console.run("evaluate", predictions, "--dataset", dataset);
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).contains("no prediction", id(labels.get(1)), "HD95");
    assertThat(answer.out()).doesNotContain(id(labels.get(0)));
    assertThat(predictions.resolve("surface.csv"))
        .content()
        .contains(",missing,0.0,0.0,Infinity\n");
  }

  @Test
  void aFolderWithoutAnyPredictionIsNotTakenForMissingOnes() throws IOException {
    for (Path label : labels) {
      Files.move(prediction(label), prediction(label).resolveSibling("pred_" + id(label) + ".nii"));
    }
    Console answer = Console.run("evaluate", predictions, "--dataset", dataset);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("none of the 3 cases", id(labels.get(0)) + ".nii.gz");
  }

  @Test
  void aCaseIsItsIdWhateverItsFilesAreCalled() throws IOException {
    List<String> cases = new ArrayList<>();
    for (Path label : labels) {
      String id = id(label);
      Path own = Files.createDirectories(dataset.resolve("pat").resolve("of " + id));
      Files.move(label, own.resolve("seg.nii.gz"));
      for (int channel = 0; channel < 2; channel++) {
        Files.move(
            dataset.resolve("imagesTr").resolve(id + "_000" + channel + ".nii.gz"),
            own.resolve(channel + ".nii.gz"));
      }
      cases.add(
          "\"%1$s\": {\"images\": [\"pat/of %1$s/0.nii.gz\", \"pat/of %1$s/1.nii.gz\"], \"label\": \"pat/of %1$s/seg.nii.gz\"}"
              .formatted(id));
    }
    Path json = dataset.resolve("dataset.json");
    Files.writeString(
        json,
        Files.readString(json)
            .replaceFirst("\\{", "{\"dataset\": {" + String.join(", ", cases) + "},"));
    Path first = prediction(labels.get(0));
    NiftiWriter.write(first.resolveSibling(id(labels.get(0)) + ".nii"), Nifti.readLabelMap(first));
    Files.delete(first);

    Console evaluated = Console.run("evaluate", predictions, "--dataset", dataset);
    assertThat(evaluated.out()).startsWith("3 cases, foreground mean Dice 1.0000").hasLineCount(1);
    Console decided = Console.run("determine-postprocessing", predictions, "--dataset", dataset);
    assertThat(decided.out()).doesNotContain("no prediction");
    Path imported = folder.resolve("imported");
    Console rows =
        Console.run(
            "import",
            "nnunet",
            "--summary",
            predictions.resolve("summary.json"),
            "--method",
            "m",
            "--dataset",
            "d",
            "--out",
            imported);
    assertThat(rows.exitCode()).as(rows.err()).isZero();
    assertThat(imported.resolve("results.csv")).content().contains(id(labels.get(2)));
  }

  @Test
  void whatSystemsLeaveBesidePredictionsIsNoSegmentation() throws IOException {
    for (String name : List.of("._" + labels.get(0).getFileName(), ".DS_Store", "Thumbs.db")) {
      Files.writeString(predictions.resolve(name), "no image");
    }
    Path file = folder.resolve("decision.json");
    for (Object[] command :
        new Object[][] {
          {"evaluate", predictions, "--dataset", dataset},
          {"determine-postprocessing", predictions, "--dataset", dataset, "--out", file},
          {"apply-postprocessing", predictions, folder.resolve("x"), "--postprocessing", file}
        }) {
      Console answer = Console.run(command);
      assertThat(answer.exitCode()).as(answer.err()).isZero();
      assertThat(answer.out()).contains("3 ");
    }
  }

  @Test
  void aSpacingOutsideTheUsualIsAskedAbout() {
    for (Path label : labels) {
      LabelMap map = Nifti.readLabelMap(label);
      Geometry large = Geometry.axisAligned(map.geometry().size(), new double[] {60, 60, 60});
      NiftiWriter.write(label, new LabelMap(large, map.labels()));
      NiftiWriter.write(prediction(label), new LabelMap(large, map.labels()));
    }
    Console answer = Console.run("evaluate", predictions, "--dataset", dataset);
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.err()).contains("60x60x60 mm", "2 others right", "?").hasLineCount(1);
  }

  @Test
  void onlyTheCasesThatAreNamedCount() {
    String one = id(labels.get(2));
    assertThat(Console.run("evaluate", predictions, "--dataset", dataset, "--cases", one).out())
        .startsWith("1 cases");
    Console unknown =
        Console.run("evaluate", predictions, "--dataset", dataset, "--cases", one + "x");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("'" + one + "x'", "did you mean '" + one + "'");
  }

  @Test
  void aFolderThatIsNotThereIsNotTakenForMissingPredictions() {
    Path nowhere = folder.resolve("nowhere");
    for (String command : List.of("evaluate", "determine-postprocessing")) {
      Console answer = Console.run(command, nowhere, "--dataset", dataset);
      assertThat(answer.exitCode()).isEqualTo(2);
      assertThat(answer.err()).contains("nowhere");
    }
  }

  @Test
  void islandsAreRemovedAsTheFoldsDecideTogether() throws IOException {
    labels.forEach(this::spoil);
    Path fold = Files.createDirectories(folder.resolve("fold1"));
    Files.move(prediction(labels.get(2)), fold.resolve(labels.get(2).getFileName()));
    Console decided =
        Console.run("determine-postprocessing", predictions, fold, "--dataset", dataset);
    assertThat(decided.err()).isEmpty();
    assertThat(decided.out()).contains("accepted foreground").doesNotContain("no prediction");
    Path file = predictions.resolve(Postprocessing.NAME);
    assertThat(Postprocessing.read(file).cases()).hasSize(3);

    Path clean = folder.resolve("clean");
    Console applied =
        Console.run("apply-postprocessing", predictions, clean, "--postprocessing", file);
    assertThat(applied.err()).isEmpty();
    assertThat(applied.out()).startsWith("2 segmentations");
    assertThat(Nifti.readLabelMap(clean.resolve(labels.get(0).getFileName())).labels())
        .isEqualTo(Nifti.readLabelMap(labels.get(0)).labels());

    Console evaluated =
        Console.run(
            "evaluate",
            clean,
            "--dataset",
            dataset,
            "--cases",
            id(labels.get(0)) + "," + id(labels.get(1)));
    assertThat(evaluated.exitCode()).isZero();
    assertThat(Summary.read(clean.resolve("summary.json")).foregroundMean().get("Dice")).isOne();
  }

  @Test
  void aCaseInTwoFoldersAndWritingOverTheInputAreRefused() {
    Console twice =
        Console.run("determine-postprocessing", predictions, predictions, "--dataset", dataset);
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.err()).contains(id(labels.get(0)), "each case lies once");
    Path file = folder.resolve("decision.json");
    assertThat(
            Console.run(
                    "determine-postprocessing", predictions, "--dataset", dataset, "--out", file)
                .exitCode())
        .isZero();
    Console same =
        Console.run("apply-postprocessing", predictions, predictions, "--postprocessing", file);
    assertThat(same.exitCode()).isEqualTo(2);
    assertThat(same.err()).contains("another folder");
  }
}
