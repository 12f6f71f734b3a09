package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.DatasetVerifier;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.data.LeakageCheck;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.preparation.split.SplitsFile;
import org.voxelbench.training.protocol.DatasetEntry;

/** What is evaluated was never trained on, neither in the corpus nor as another scan. */
class LeakTest {

  private static final String MAE = "{id: mae, settings: {blockSize: 8}}";

  @TempDir private Path folder;
  private TinyBenchmark tiny;
  private Path corpus;
  private Split fold;

  @BeforeEach
  void draw() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    corpus = tiny.drawCorpus();
    fold =
        LabelledDataset.folds(
                new DatasetEntry("MyData", List.of(0), null, null, null, null, null),
                RawDataset.open(tiny.dataset()))
            .get(0);
  }

  private void refused(int sentences, String protocol, String... named) throws IOException {
    Console answer = tiny.run(protocol);
    assertThat(answer.err()).contains(named);
    assertThat(answer.err().strip().lines()).as("a sentence each").hasSize(sentences);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(tiny.out().resolve("runs")).as("nothing was trained").doesNotExist();
    assertThat(tiny.out().resolve("pretraining")).as("nothing was pre-trained").doesNotExist();
  }

  @Test
  void allEvaluatedImagesInTheCorpusAreNamedAtOnceInADryRunToo() throws IOException {
    List<Path> leaked = new ArrayList<>();
    for (String caseId : fold.val()) {
      for (int channel = 0; channel < 2; channel++) {
        Path image = tiny.image(caseId, channel);
        leaked.add(image);
        Files.copy(image, corpus.resolve("imagesTr/leak" + leaked.size() + "_0000.nii.gz"));
      }
    }
    String[] names = leaked.stream().map(Path::toString).toArray(String[]::new);
    tiny.age();
    Console dry = tiny.run(TinyBenchmark.protocol(MAE), "--dry-run");
    assertThat(dry.exitCode()).isEqualTo(2);
    assertThat(dry.out()).contains(names).contains("phantoms stand for all data sets", "Estimate");
    assertThat(tiny.left()).as("what files hold is remembered").containsExactly("remembered");
    refused(names.length, TinyBenchmark.protocol(MAE), names);
  }

  @Test
  void manyAreListedInAFile() throws IOException {
    Faults faults = new Faults();
    IntStream.range(0, 9).forEach(fault -> faults.add("Fault " + fault + "."));
    assertThatThrownBy(() -> faults.refuse(folder))
        .hasMessage(
            "9 faults, the first: Fault 0. All 9 are in '" + folder.resolve("faults.txt") + "'.");
    assertThat(Files.readAllLines(folder.resolve("faults.txt")))
        .hasSize(9)
        .element(8)
        .isEqualTo("Fault 8.");
  }

  @Test
  void whatIsAllowedStandsInTheReport() throws IOException {
    Path copy = leak(fold.train().get(0));
    assertThat(tiny.run(TinyBenchmark.protocol(MAE)).exitCode()).isZero();
    assertThat(tiny.out().resolve("report/index.html"))
        .content()
        .contains("1 training image of data set", copy.getFileName().toString());
  }

  /** The second channel, its axes swapped and flipped, in another folder, name and format. */
  private Path leak(String caseId) {
    Image image = Nifti.readImage(tiny.image(caseId, 1));
    int[] size = image.geometry().size();
    assertThat(size).containsExactly(16, 16, 16);
    float[] turned = new float[image.voxels().length];
    for (int d = 0; d < 16; d++) {
      for (int h = 0; h < 16; h++) {
        for (int w = 0; w < 16; w++) {
          turned[(w * 16 + h) * 16 + 15 - d] = image.voxels()[(d * 16 + h) * 16 + w];
        }
      }
    }
    Path copy = corpus.resolve("imagesTr/another-name.nii");
    Geometry geometry = Geometry.axisAligned(size, new double[] {1, 2, 3});
    NiftiWriter.write(copy, new Image(geometry, turned));
    return copy;
  }

  private static Map<Path, String> voxelHashes(RawDataset dataset) {
    return DatasetVerifier.verify(dataset, (cases, check) -> cases.stream().map(check).toList())
        .voxelHashes();
  }

  @Test
  void anEvaluatedImageInTheCorpusIsRefused() throws IOException {
    Path copy = leak(fold.val().get(0));

    refused(
        1,
        TinyBenchmark.protocol(MAE),
        tiny.image(fold.val().get(0), 1).toString(),
        copy.toString(),
        "MyData");
  }

  @Test
  void whatIsNotPreTrainedOnCannotLeak() throws IOException {
    leak(fold.val().get(0));

    assertThat(tiny.run(TinyBenchmark.protocol("{id: scratch-fixed}")).exitCode()).isZero();
  }

  @Test
  void aTrainingImageInTheCorpusIsAllowedAndSaid() {
    Path copy = leak(fold.train().get(0));
    RawDataset labelled = RawDataset.open(tiny.dataset());
    LeakageCheck guard = LeakageCheck.of(List.of(voxelHashes(RawDataset.unlabelled(corpus))));

    LeakageCheck.Shared shared =
        guard.check("MyData", labelled.trainingCases(), List.of(fold), voxelHashes(labelled));
    assertThat(shared.evaluated()).isEmpty();
    assertThat(shared.trained().stream())
        .singleElement()
        .asString()
        .contains(
            "1 training image", copy.toString(), tiny.image(fold.train().get(0), 1).toString());
  }

  @Test
  void differentImagesAreNoLeak() {
    RawDataset labelled = RawDataset.open(tiny.dataset());
    LeakageCheck guard = LeakageCheck.of(List.of(voxelHashes(RawDataset.unlabelled(corpus))));

    LeakageCheck.Shared shared =
        guard.check("MyData", labelled.trainingCases(), List.of(fold), voxelHashes(labelled));
    assertThat(shared.evaluated()).isEmpty();
    assertThat(shared.trained()).isEmpty();
    assertThat(guard.corpus()).hasSize(4);
  }

  @Test
  void aPatientOnBothSidesOfAForeignFoldIsRefused() throws IOException {
    List<String> ids =
        RawDataset.open(tiny.dataset()).trainingCases().stream().map(RawCase::id).toList();
    renameAsOnePatient(ids.get(0), ids.get(1));
    List<String> others = ids.subList(2, ids.size());
    SplitsFile.write(
        List.of(
            new Split(
                Stream.concat(Stream.of("patient7-a"), others.stream()).toList(),
                List.of("patient7-b"))),
        tiny.dataset().resolve("splits_final.json"));

    refused(
        1,
        TinyBenchmark.protocol("{id: scratch-dynamic}")
            .replace("folds: [0]", "folds: [0], groups: '^(patient\\d+|.*)'"),
        "MyData",
        "fold 0",
        "'patient7-a'",
        "'patient7-b'");
  }

  private void renameAsOnePatient(String first, String second) throws IOException {
    for (String[] pair : new String[][] {{first, "patient7-a"}, {second, "patient7-b"}}) {
      for (int channel = 0; channel < 2; channel++) {
        Files.move(tiny.image(pair[0], channel), tiny.image(pair[1], channel));
      }
      Files.move(tiny.label(pair[0]), tiny.label(pair[1]));
    }
  }
}
