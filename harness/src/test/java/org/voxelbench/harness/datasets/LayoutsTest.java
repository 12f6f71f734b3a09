package org.voxelbench.harness.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.card.DatasetCards;
import org.voxelbench.datasets.raw.DatasetVerifier;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.training.protocol.DatasetEntry;

/** From a publisher's tree to a result, for every layout of the shipped cards. */
class LayoutsTest {

  @TempDir private Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  static List<String> all() {
    return PublishedTrees.names();
  }

  private Path converted(String name) throws IOException {
    Path tree = data().resolve("raw").resolve(name);
    PublishedTrees.make(name, tree);
    Console answer = Console.run("datasets", "convert", name, "--data", data());
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    assertThat(answer.out()).contains(name + ": 6 training cases");
    try (Stream<Path> made = Files.list(data().resolve("nnUNet_raw"))) {
      return made.filter(path -> path.toString().endsWith("_" + name)).findFirst().orElseThrow();
    }
  }

  @Test
  void everyShippedLayoutHasItsTreeHereAndANumberOfItsOwn() {
    List<DatasetCard> cards =
        DatasetCards.load().all().stream().filter(card -> card.layout().isPresent()).toList();
    assertThat(cards).extracting(DatasetCard::name).containsExactlyInAnyOrderElementsOf(all());
    assertThat(cards.stream().map(card -> card.layout().orElseThrow().number()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void publishersTreesAreConvertedAsTheirCardsSay(String name) throws IOException {
    RawDataset raw = RawDataset.open(converted(name));
    DatasetCard card = DatasetCards.load().named(name);

    assertThat(DatasetVerifier.verify(raw)).isEmpty();
    assertThat(raw.name()).isEqualTo(name);
    assertThat(raw.channelNames()).isEqualTo(card.channels());
    assertThat(raw.labels().entries()).isEqualTo(card.labels());
    assertThat(raw.trainingCases()).hasSize(PublishedTrees.CASES);
    List<Integer> labels =
        raw.trainingCases().stream()
            .flatMap(found -> found.labelMap().values().stream())
            .distinct()
            .sorted()
            .toList();
    assertThat(labels).as("every label is there").isEqualTo(raw.labels().values());
    assertThat(raw.trainingCases().stream().map(found -> found.images().get(0).voxels()[2000]))
        .as("no case is another's image")
        .hasSizeGreaterThan(1);
    assertThat(
            new DatasetCatalog(Optional.of(data()), workspace(), Progress.SILENT)
                .open(card)
                .folder())
        .as("what was converted is used")
        .isEqualTo(raw.folder());
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private Workspace workspace() {
    return new Workspace(folder.resolve("out"));
  }

  @Test
  void channelsOfAFileOfFourAxesAreItsVolumesInOrder() throws IOException {
    RawDataset raw = RawDataset.open(converted("Task01_BrainTumour"));
    for (RawCase found : raw.trainingCases()) {
      for (int channel = 0; channel < 4; channel++) {
        float[] voxels = found.images().get(channel).voxels();
        // Background is 20 and 10 more for each channel, and up to 9 of noise.
        assertThat(voxels[voxels.length - 1]).isBetween(20f + 10 * channel, 29f + 10 * channel);
      }
    }
    assertThat(raw.testCases()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MS_FLAIR", "BraTS2020", "HaN-Seg", "Task05_Prostate"})
  void aBenchmarkConvertsByItselfAndTrainsTwoSteps(String name) throws IOException {
    trainsTwoSteps(name);
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("long")
  void everyPublishersTreeIsPlannedPreparedAndTrainedOn(String name) throws IOException {
    trainsTwoSteps(name);
  }

  private void trainsTwoSteps(String name) throws IOException {
    PublishedTrees.make(name, data().resolve(name));
    TinyBenchmark tiny = new TinyBenchmark(folder);
    Console answer =
        tiny.run(
            TinyBenchmark.protocol("{id: scratch-dynamic}")
                .replace("MyData", name)
                .replace("{epochs: 1, iterations: 1,", "{epochs: 1, iterations: 2,"));
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    Path converted = tiny.out().resolve("converted").resolve(name);
    assertThat(converted.resolve("dataset.json")).exists();
    assertThat(ResultsCsv.read(tiny.out().resolve(ResultsCsv.NAME))).isNotEmpty();
  }

  @Test
  void aPatientsCasesStayOnOneSide() throws IOException {
    RawDataset raw = RawDataset.open(converted("ATLAS_R2.0"));
    DatasetEntry entry = new DatasetEntry("ATLAS_R2.0", List.of(0), null, null, null, null, null);
    List<Split> folds = LabelledDataset.folds(entry, raw);
    assertThat(folds).as("one for each of three subjects").hasSize(3);
    for (Split fold : folds) {
      assertThat(fold.val()).hasSize(2);
      assertThat(fold.val().get(0).split("_")[0]).isEqualTo(fold.val().get(1).split("_")[0]);
    }
  }

  @Test
  void whatPublishersHeldOutIsATestSplit() throws IOException {
    RawDataset raw = RawDataset.open(converted("WMH"));
    assertThat(raw.testCases())
        .extracting(RawCase::id)
        .containsExactly("Amsterdam_160", "Utrecht_1");
    assertThat(raw.testCases()).allMatch(found -> found.labelFile().isPresent());
  }

  @Test
  void theTableOfDataSetsConvertsNothing() throws IOException {
    PublishedTrees.make("Task05_Prostate", data().resolve("Task05_Prostate"));
    Console answer = Console.run("datasets", "--data", data());
    assertThat(answer.out()).containsPattern("Task05_Prostate .* ready");
    try (Stream<Path> places = Files.list(data())) {
      assertThat(places).containsExactly(data().resolve("Task05_Prostate"));
    }
    assertThat(Path.of("results/converted")).doesNotExist();
  }

  @Test
  void aTreeThatLacksAFileIsRefusedWithItsPatternAndCase() throws IOException {
    PublishedTrees.make("ISLES22", data().resolve("ISLES22"));
    String gone =
        "ISLES-2022/sub-strokecase0002/ses-0001/dwi/sub-strokecase0002_ses-0001_adc.nii.gz";
    Files.delete(data().resolve("ISLES22").resolve(gone));
    Console answer = Console.run("datasets", "convert", "ISLES22", "--data", data());
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err().strip())
        .hasLineCount(1)
        .contains("'**/{subject}/ses-0001/dwi/{subject}_ses-0001_adc.nii.gz' (channel ADC)")
        .contains("case sub-strokecase0002");
  }

  @Test
  void whatCannotBeConvertedSaysWhy() throws IOException {
    Files.createDirectories(data());
    Console nothing = Console.run("datasets", "convert", "MS_FLAIR", "--data", data());
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("'MS_FLAIR' does not lie below", "MSF");
    Console unknown = Console.run("datasets", "convert", "COSMOS22", "--data", data());
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("'COSMOS22' has no layout");
  }

  @Test
  void aConvertedSetWhoseTreeIsGoneIsNotUsedSilently() throws IOException {
    converted("MS_FLAIR");
    Files.move(data().resolve("raw/MS_FLAIR"), folder.resolve("away"));
    Console answer = Console.run("datasets", "MS_FLAIR", "--data", data());
    assertThat(answer.exitCode()).isZero();
    TinyBenchmark tiny = new TinyBenchmark(folder);
    tiny.assertRefused(
        TinyBenchmark.protocol("{id: scratch-dynamic}").replace("MyData", "MS_FLAIR"),
        "no longer lies below the data folder");
  }
}
