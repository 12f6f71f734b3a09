package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.evaluation.metrics.Summary;
import org.voxelbench.results.ResultRow;

/**
 * The same voxels, stored another way, are trained on, predicted and scored as before: by the run
 * itself and by the commands.
 */
class LabelGridsTest {

  private static final int SIDE = 16;

  @TempDir private Path folder;
  private TinyBenchmark plain;
  private TinyBenchmark stored;

  @BeforeEach
  void drawTwice() {
    plain = TinyBenchmark.draw(folder.resolve("plain"));
    stored = TinyBenchmark.draw(folder.resolve("stored"));
  }

  @Test
  void labelMapsThatLieElsewhereAreScoredOnTheVoxelsThatWereTrainedOn() throws IOException {
    for (Path file : files("labelsTr")) {
      LabelMap map = Nifti.readLabelMap(file);
      double[][] affine = map.geometry().affine();
      double[][] tilted = {
        {affine[0][0] * 0.8, -affine[1][1] * 0.6, 0, 100},
        {affine[0][0] * 0.6, affine[1][1] * 0.8, 0, -7},
        {0, 0, affine[2][2], 3},
        {0, 0, 0, 1}
      };
      Geometry elsewhere = new Geometry(map.geometry().size(), map.geometry().spacing(), tilted);
      NiftiWriter.write(file, new LabelMap(elsewhere, map.labels()));
    }
    assertScoredAlike();
  }

  @Test
  void imagesAndLabelMapsOfDifferentOrientationsMeetAsTheReaderTurnsThem() throws IOException {
    for (Path file : files("imagesTr")) {
      NiftiWriter.write(file, flipped(Nifti.readImage(file)));
    }
    for (Path file : files("labelsTr")) {
      NiftiWriter.write(file, transposed(Nifti.readLabelMap(file)));
    }
    Path json = stored.dataset().resolve("dataset.json");
    Files.writeString(
        json,
        Files.readString(json)
            .replaceFirst("\\{", "{\"overwrite_image_reader_writer\": \"NibabelIOWithReorient\","));
    assertScoredAlike();
  }

  /** Runs both benchmarks, and the commands on the second's run. */
  private void assertScoredAlike() throws IOException {
    List<ResultRow> expected = plain.rows();
    List<ResultRow> rows = stored.rows();
    assertThat(rows).hasSameSizeAs(expected);
    for (int r = 0; r < rows.size(); r++) {
      ResultRow own = rows.get(r);
      ResultRow other = expected.get(r);
      assertThat(List.of(own.caseId(), own.label(), own.tp(), own.fp(), own.fn(), own.tn()))
          .isEqualTo(
              List.of(
                  other.caseId(), other.label(), other.tp(), other.fp(), other.fn(), other.tn()));
    }
    Path run = stored.made("runs", "scratch-dynamic");
    Path predictions = run.resolve("predictions");
    String cases = String.join(",", rows.stream().map(ResultRow::caseId).distinct().toList());
    done("evaluate", predictions, "--dataset", stored.dataset(), "--cases", cases);
    double[] dice = rows.stream().mapToDouble(ResultRow::dice).toArray();
    double[] evaluated =
        Summary.read(predictions.resolve("summary.json")).perCase().stream()
            .flatMap(one -> one.metrics().values().stream())
            .mapToDouble(metrics -> metrics.get("Dice").doubleValue())
            .toArray();
    assertThat(evaluated).isEqualTo(dice);
    assertThat(stored.out().resolve("pictures")).as("cases are drawn").isNotEmptyDirectory();

    Path again = folder.resolve("again");
    done("predict", stored.dataset().resolve("imagesTr"), again, "--run", run, "--device", "cpu");
    for (String caseId : cases.split(",")) {
      assertThat(Nifti.geometry(again.resolve(caseId + ".nii.gz")).affine())
          .isDeepEqualTo(Nifti.geometry(stored.image(caseId, 0)).affine());
    }
    done("determine-postprocessing", again, "--dataset", stored.dataset());
  }

  private static void done(Object... arguments) {
    Console answer = Console.run(arguments);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
  }

  private List<Path> files(String sub) throws IOException {
    try (Stream<Path> files = Files.list(stored.dataset().resolve(sub))) {
      return files.sorted().toList();
    }
  }

  /** The same image with its first axis to the left. */
  private static Image flipped(Image image) {
    double[][] affine = image.geometry().affine();
    affine[0][3] += affine[0][0] * (SIDE - 1);
    affine[0][0] = -affine[0][0];
    float[] voxels = new float[image.voxels().length];
    for (int i = 0; i < voxels.length; i++) {
      int column = i % SIDE;
      voxels[i] = image.voxels()[i - column + SIDE - 1 - column];
    }
    return new Image(
        new Geometry(image.geometry().size(), image.geometry().spacing(), affine), voxels);
  }

  /** The same labels with first and third axis exchanged, and 11 mm off. */
  private static LabelMap transposed(LabelMap map) {
    double[][] affine = map.geometry().affine();
    for (int row = 0; row < 3; row++) {
      double first = affine[row][0];
      affine[row][0] = affine[row][2];
      affine[row][2] = first;
      affine[row][3] += 11;
    }
    double[] spacing = map.geometry().spacing();
    short[] labels = new short[map.labels().length];
    for (int i = 0; i < labels.length; i++) {
      int w = i % SIDE;
      int h = i / SIDE % SIDE;
      int d = i / (SIDE * SIDE);
      labels[i] = map.labels()[(w * SIDE + h) * SIDE + d];
    }
    return new LabelMap(
        new Geometry(
            map.geometry().size(), new double[] {spacing[2], spacing[1], spacing[0]}, affine),
        labels);
  }
}
