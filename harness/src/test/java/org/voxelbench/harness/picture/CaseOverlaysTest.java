package org.voxelbench.harness.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.evaluation.metrics.Evaluator;
import org.voxelbench.evaluation.metrics.RunIdentity;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;

/** A run whose prediction is the reference itself, but for one voxel. */
class CaseOverlaysTest {

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private Workspace workspace;
  private RawDataset raw;
  private RawCase first;

  @BeforeEach
  void writeRun() throws IOException {
    Path data = folder.resolve("data/raw/MyLesions");
    Phantoms.write(new PhantomSpec(PhantomKind.LESIONS, 2, 1, new int[] {16, 18, 16}), data);
    raw = RawDataset.open(data);
    first = raw.trainingCases().get(0);
    workspace = new Workspace(folder.resolve("out"));
    Files.createDirectories(prediction().getParent());
    NiftiWriter.write(prediction(), predicted(), raw.labels());
  }

  private Path prediction() {
    return workspace.root().resolve("runs/run-1/predictions").resolve(first.id() + ".nii.gz");
  }

  private LabelMap reference() {
    return Nifti.readLabelMap(first.labelFile().orElseThrow());
  }

  private LabelMap predicted() {
    LabelMap map = reference();
    map.labels()[0] = 1;
    return map;
  }

  private ExampleCase shown(String runId, LabelMap prediction, boolean missing) {
    RunIdentity identity =
        new RunIdentity(
            "p",
            "h",
            "MyLesions",
            "dev",
            "s",
            "d",
            "torch",
            "fp32",
            "mae",
            "x",
            TrainingCases.ALL,
            0,
            1);
    Evaluator evaluator = Evaluator.of(raw.labels());
    List<ResultRow> rows =
        identity.rows(
            missing
                ? evaluator.missing(first.id(), reference())
                : evaluator.score(first.id(), prediction, reference()));
    return new ExampleCase(
        "MyLesions",
        "mae",
        "best",
        runId,
        0.5,
        missing,
        first.id(),
        0,
        1,
        rows.stream()
            .map(row -> new ExampleCase.OfClass(row.label(), row.confusion(), row.dice()))
            .toList());
  }

  private void paint(ExampleCase shown) {
    paint(Optional.of(folder.resolve("data")), shown);
  }

  private void paint(Optional<Path> data, ExampleCase shown) {
    new CaseOverlays(
            new DatasetCatalog(data, workspace, ConsoleProgress.standard()),
            workspace,
            ConsoleProgress.standard(),
            said::add)
        .paint(List.of(shown));
  }

  private Path picture(ExampleCase shown) {
    return workspace.root().resolve(shown.picture());
  }

  @Test
  void aCaseIsDrawnFromImageReferenceAndPrediction() throws IOException {
    ExampleCase shown = shown("run-1", predicted(), false);
    paint(shown);
    assertThat(said).isEmpty();
    assertThat(ImageIO.read(picture(shown).toFile()))
        .satisfies(
            image ->
                assertThat(Math.max(image.getWidth(), image.getHeight()))
                    .isEqualTo(CaseOverlay.EDGE));
  }

  @Test
  void aPictureIsDrawnAgainOnlyIfItsPredictionIsNewer() throws IOException {
    ExampleCase shown = shown("run-1", predicted(), false);
    paint(shown);
    byte[] drawn = Files.readAllBytes(picture(shown));
    Files.write(picture(shown), new byte[] {1});
    paint(shown);
    assertThat(Files.readAllBytes(picture(shown))).hasSize(1);
    Files.setLastModifiedTime(picture(shown), FileTime.fromMillis(0));
    paint(shown);
    assertThat(Files.readAllBytes(picture(shown))).isEqualTo(drawn);
  }

  @Test
  void dataThatAreNotHereAreSaidInOneLine() {
    ExampleCase shown = shown("run-1", predicted(), false);
    Path empty = folder.resolve("empty");
    empty.toFile().mkdirs();
    paint(Optional.of(empty), shown);
    assertThat(said).singleElement().asString().contains("MyLesions");
    assertThat(picture(shown)).doesNotExist();
  }

  @Test
  void aPredictionThatWasNotScoredIsNotShown() {
    ExampleCase shown = shown("run-1", reference(), false);
    paint(shown);
    assertThat(said)
        .singleElement()
        .asString()
        .contains(first.id(), "don't give the counts of class 'lesion'", "run-1");
    assertThat(picture(shown)).doesNotExist();
  }

  @Test
  void aMissingPredictionShowsTheReferenceAlone() throws IOException {
    Files.delete(prediction());
    ExampleCase shown = shown("run-1", null, true);
    paint(shown);
    assertThat(said).isEmpty();
    assertThat(picture(shown)).exists();
  }

  @Test
  void aPredictionThatIsGoneOrDamagedIsSaid() throws IOException {
    ExampleCase shown = shown("run-1", predicted(), false);
    Files.write(prediction(), new byte[] {1, 2, 3});
    paint(shown);
    Files.delete(prediction());
    paint(shown);
    assertThat(said).hasSize(2).allMatch(line -> line.contains(first.id()));
    assertThat(said.get(1)).contains("is not there any more");
    assertThat(picture(shown)).doesNotExist();
  }

  @Test
  void aRunThatLeadsOutOfTheFolderIsLeftAlone() {
    for (String id : List.of("", "..", "../../secret", "/etc", "a/b")) {
      paint(shown(id, predicted(), false));
    }
    assertThat(said).isEmpty();
    assertThat(workspace.root().resolve("pictures")).doesNotExist();
  }
}
