package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.console.FolderChecks;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;

/** A protocol may ask for the test split that a data set's publisher made. */
class PublishedTestSplitTest {

  private static final String PROTOCOL =
      TinyBenchmark.PROTOCOL.replace("folds: [0]", "folds: [0, 1], test: imagesTs");

  @TempDir private Path folder;
  private TinyBenchmark tiny;
  private Path dataset;

  /** Makes a test split of the last two of six cases, under names of its own. */
  @BeforeEach
  void layOut() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    dataset = tiny.dataset();
    List<String> labels = FolderChecks.names(dataset.resolve("labelsTr"));
    for (String name : labels.subList(4, 6)) {
      move(name, "labelsTr", "labelsTs");
      for (int channel = 0; channel < 2; channel++) {
        move(name.replace(".nii.gz", "_000" + channel + ".nii.gz"), "imagesTr", "imagesTs");
      }
    }
    Path json = dataset.resolve("dataset.json");
    Files.writeString(
        json,
        Files.readString(json).replaceFirst("\"numTraining\"\\s*:\\s*6", "\"numTraining\": 4"));
  }

  private void move(String name, String from, String to) throws IOException {
    Files.createDirectories(dataset.resolve(to));
    Files.move(dataset.resolve(from).resolve(name), dataset.resolve(to).resolve("test-" + name));
  }

  @Test
  void runsAreEvaluatedOnItAsOnTestData() throws IOException {
    Console answer = tiny.run(PROTOCOL);
    assertThat(answer.exitCode()).as(answer.err()).isZero();

    List<String> test =
        FolderChecks.names(dataset.resolve("labelsTs")).stream()
            .map(name -> name.replace(".nii.gz", ""))
            .toList();
    List<ResultRow> rows = ResultsCsv.read(tiny.out().resolve(ResultsCsv.NAME));
    assertThat(rows).extracting(ResultRow::caseId).containsOnlyElementsOf(test);
    assertThat(rows).extracting(ResultRow::fold).containsOnly(0, 1);
    assertThat(rows).extracting(ResultRow::role).containsOnly("test");
    assertThat(folder.resolve("test-ledger.csv"))
        .content()
        .contains(",MyData,", "-f0-s1-", "-f1-s1-");
    String page = Files.readString(tiny.out().resolve("report/index.html"));
    assertThat(page).contains("test split, imagesTs");
    for (String id : test) {
      for (int fold = 0; fold < 2; fold++) {
        Path prediction =
            tiny.made("runs", "scratch-dynamic-MyData-f" + fold)
                .resolve("predictions")
                .resolve(id + ".nii.gz");
        assertThat(Nifti.geometry(prediction).affine())
            .isDeepEqualTo(
                Nifti.geometry(dataset.resolve("imagesTs").resolve(id + "_0000.nii.gz")).affine());
      }
    }

    Path run = tiny.made("runs", "scratch-dynamic-MyData-f0");
    Console evaluated =
        Console.run("evaluate", run.resolve("predictions"), "--dataset", dataset, "--test");
    assertThat(evaluated.text()).startsWith("2 cases").doesNotContain("no prediction");
    assertThat(
            Console.run(
                    "predict",
                    dataset.resolve("imagesTs"),
                    folder.resolve("again"),
                    "--run",
                    run,
                    "--device",
                    "cpu")
                .exitCode())
        .isZero();
    for (String id : test) {
      assertThat(Nifti.readLabelMap(folder.resolve("again").resolve(id + ".nii.gz")).labels())
          .as("what predict makes of the same image")
          .isEqualTo(
              Nifti.readLabelMap(run.resolve("predictions").resolve(id + ".nii.gz")).labels());
    }
  }

  @Test
  void withoutTheKeyItMayHoldAnything() throws IOException {
    Console first = tiny.run(TinyBenchmark.PROTOCOL);
    assertThat(first.exitCode()).as(first.err()).isZero();
    Files.writeString(dataset.resolve("imagesTs/broken_0000.nii.gz"), "no image");
    Files.writeString(dataset.resolve("imagesTs/amos_0008.nii.gz"), "a channel too many");
    Console again = tiny.run(TinyBenchmark.PROTOCOL);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(verify()).startsWith("Everything is whole");
  }

  /** Earlier versions took the test cases into the hash of every data set. */
  @Test
  void runsThatBeganWithItsHashAreGoneOnWithAsLongAsItIsRight() throws IOException {
    String protocol = TinyBenchmark.PROTOCOL.replace("seeds: [1]", "seeds: [1, 2]");
    assertThat(tiny.run(protocol).exitCode()).isZero();
    String whole = RawDataset.open(dataset).contentHash();
    Path done = tiny.made("runs", "scratch-dynamic-MyData-f0-s1");
    RawDataset used = RawDataset.open(dataset);
    record(done, used.only(used.trainingCases()).contentHash(), whole);
    Path other = tiny.made("runs", "scratch-dynamic-MyData-f0-s2");
    AtomicFolder.remove(other);

    Console again = tiny.run(protocol);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(other.resolve("manifest.json")).content().contains(whole);
    assertThat(ResultsCsv.read(tiny.out().resolve(ResultsCsv.NAME)))
        .extracting(ResultRow::dataHash)
        .containsOnly(whole);
    assertThat(verify()).startsWith("Everything is whole");

    Files.writeString(dataset.resolve("imagesTs/one-more_0000.nii.gz"), "no image");
    Console changed = tiny.run(protocol);
    assertThat(changed.err()).contains(done.toString(), "made with other files in");
    assertThat(changed.exitCode()).isEqualTo(2);
  }

  /** Makes a sealed run one of another data hash. */
  private static void record(Path run, String now, String before) throws IOException {
    Path manifest = run.resolve("manifest.json");
    String text = Files.readString(manifest);
    for (String name : List.of("rows.csv", "settings.json")) {
      Path file = run.resolve(name);
      String seal = Sha256.of(file);
      Files.writeString(file, Files.readString(file).replace(now, before));
      text = text.replace(seal, Sha256.of(file));
    }
    Files.writeString(manifest, text.replace(now, before));
  }

  private String verify() {
    return Console.run("verify", "--out", tiny.out(), "--data", folder.resolve("data")).text();
  }

  @Test
  void anotherTestSplitIsAnotherSplit() throws IOException {
    assertThat(splitHashes(TinyBenchmark.PROTOCOL))
        .doesNotContainAnyElementsOf(splitHashes(PROTOCOL));
  }

  private List<String> splitHashes(String protocol) throws IOException {
    Console answer = tiny.run(protocol);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    List<ResultRow> rows = ResultsCsv.read(tiny.out().resolve(ResultsCsv.NAME));
    Files.move(tiny.out(), folder.resolve("results-" + protocol.hashCode()));
    return rows.stream().map(ResultRow::splitHash).distinct().toList();
  }

  @Test
  void testCasesWithoutLabelMapsAreAllNamed() throws IOException {
    List<String> names = FolderChecks.names(dataset.resolve("labelsTs"));
    for (String name : names) {
      Files.delete(dataset.resolve("labelsTs").resolve(name));
    }
    tiny.assertRefused(
        PROTOCOL,
        "'MyData'",
        "'datasets.test'",
        "labelsTs",
        "'" + names.get(0).replace(".nii.gz", "") + "', '" + names.get(1).replace(".nii.gz", ""));
  }

  @Test
  void aTestSplitThatIsNotThereIsRefused() throws IOException {
    for (String name : FolderChecks.names(dataset.resolve("imagesTs"))) {
      Files.delete(dataset.resolve("imagesTs").resolve(name));
    }
    tiny.assertRefused(PROTOCOL, "'MyData'", "'datasets.test'", "imagesTs", "no case");
  }

  @Test
  void aNameOnBothSidesIsRefused() throws IOException {
    String id = tiny.caseId();
    for (int channel = 0; channel < 2; channel++) {
      Path image = tiny.image(id, channel);
      Files.copy(image, dataset.resolve("imagesTs").resolve(image.getFileName()));
    }
    Files.copy(tiny.label(id), dataset.resolve("labelsTs").resolve(id + ".nii.gz"));
    tiny.assertRefused(PROTOCOL, "'MyData'", "imagesTr and imagesTs", "'" + id + "'", "rename");
  }

  @Test
  void aTestImageInTheCorpusIsALeak() throws IOException {
    Path corpus = tiny.drawCorpus();
    String name = FolderChecks.names(dataset.resolve("imagesTs")).get(0);
    Path copy = corpus.resolve("imagesTr/copy.nii");
    NiftiWriter.write(copy, Nifti.readImage(dataset.resolve("imagesTs").resolve(name)));
    String mae = TinyBenchmark.protocol("{id: mae, settings: {blockSize: 8}}");
    tiny.assertRefused(
        mae.replace("folds: [0]", "folds: [0], test: imagesTs"), name, copy.toString());
  }
}
