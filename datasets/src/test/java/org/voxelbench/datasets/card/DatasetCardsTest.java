package org.voxelbench.datasets.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.SharedFolder;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.datasets.raw.RawDataset;

class DatasetCardsTest {

  private static final String SOUND =
      """
      name: mine
      title: My data
      role: dev
      modality: T1 MRI
      labels: {background: 0, whole: [1, 2], core: 2}
      access: ask me
      """;

  @TempDir Path temp;

  @Test
  void indexListsEveryBuiltInCard() throws IOException, URISyntaxException {
    URL index = DatasetCards.class.getResource("cards/index.txt");
    try (Stream<Path> files = Files.list(Path.of(index.toURI()).getParent())) {
      List<String> names =
          files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".yaml")).toList();
      assertThat(Files.readAllLines(Path.of(index.toURI()))).hasSameElementsAs(names);
    }
    assertThat(DatasetCards.load().all()).isNotEmpty();
  }

  @Test
  void thePapersThirteenSetsAreThereInTheirRoles() {
    List<DatasetCard> paper =
        DatasetCards.load().all().stream().filter(card -> card.paper().isPresent()).toList();
    assertThat(paper)
        .extracting(card -> card.paper().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 13).mapToObj(number -> "D" + number).toList());
    for (DatasetCard card : paper) {
      boolean development = Integer.parseInt(card.paper().orElseThrow().substring(1)) <= 5;
      assertThat(card.role()).isEqualTo(development ? Role.DEV : Role.TEST);
    }
  }

  @Test
  void whatCannotBeFetchedSaysHowToGetIt() {
    for (DatasetCard card : DatasetCards.load().all()) {
      assertThat(card.isDownloadable() || card.access().isPresent()).as(card.name()).isTrue();
    }
  }

  @Test
  void everyShippedCardSaysWhereItWasReadAndWhoMayHaveTheData() {
    for (DatasetCard card : DatasetCards.load().all()) {
      assertThat(card.source()).as(card.name()).isNotEmpty().doesNotContain("");
      assertThat(card.access()).as(card.name()).isPresent();
    }
  }

  @Test
  void noShippedCardWritesDownThatSomethingIsUnknown() throws IOException, URISyntaxException {
    URL index = DatasetCards.class.getResource("cards/index.txt");
    for (String file : Files.readAllLines(Path.of(index.toURI()))) {
      String text = Files.readString(Path.of(index.toURI()).resolveSibling(file));
      assertThat(text.replaceFirst("(?s)\\naccess:.*", ""))
          .as(file)
          .doesNotContainPattern("(?m)^(spacing|grouping|size|citation|licence|page): .*not found");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"D13", "T2_Aneurysms", "ToF_Aneurysms", "FLOY_corpus"})
  void whatNobodyOutsideCanGetSaysSo(String name) {
    DatasetCard card = DatasetCards.load().named(name);
    assertThat(card.access().orElseThrow().kind()).contains(AccessKind.NOBODY);
    assertThat(card.isDownloadable()).isFalse();
  }

  @Test
  void theMetastasesOfYaleAndOfTheChallengeAreTwoSets() {
    DatasetCards cards = DatasetCards.load();
    assertThat(cards.knows("BraTS24_Mets")).isFalse();
    assertThat(cards.named("YBM").trainingCases()).hasValue(200);
    assertThat(cards.named("BraTS-METS").trainingCases()).hasValue(238);
    assertThat(cards.named("YBM").labels()).containsEntry("necrosis", List.of(1));
  }

  @Test
  void archivesHaveAddressHashLengthAndName() throws IOException {
    Files.writeString(
        temp.resolve("mine.yaml"),
        SOUND
            + """
            archives:
              - {url: 'https://example.org/a/images.zip?download=1', bytes: 12}
              - {url: 'https://example.org/file/7', name: labels.tar.xz, sha256: %s}
            """
                .formatted("a".repeat(64)));
    DatasetCard card = DatasetCards.load(temp).named("mine");
    assertThat(card.archives())
        .extracting(CardArchive::name)
        .containsExactly("images.zip", "labels.tar.xz");
    assertThat(card.archives().get(0).bytes()).hasValue(12);
    assertThat(card.archives().get(1).sha256()).contains("a".repeat(64));
    assertThat(card.isDownloadable()).isTrue();
  }

  @Test
  void aCardOfVersion01StillSaysHowItIsHad() throws IOException {
    Files.writeString(temp.resolve("mine.yaml"), SOUND + "url: https://example.org/page\n");
    DatasetCard card = DatasetCards.load(temp).named("mine");
    assertThat(card.page()).contains("https://example.org/page");
    assertThat(card.howToGet()).isEqualTo("ask me (https://example.org/page)");
    assertThat(card.access().orElseThrow().kind()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PhantomKind.class)
  void phantomCardsMatchTheirGenerator(PhantomKind kind) {
    DatasetCard card = DatasetCards.load().named(kind.datasetName());
    Path folder = temp.resolve("raw").resolve(kind.datasetName());
    Phantoms.write(new PhantomSpec(kind, 1, 1, new int[] {8, 8, 8}), folder);
    RawDataset dataset = new DataRoot(temp).open(card);
    assertThat(dataset.channelNames()).isEqualTo(card.channels());
    if (kind.isLabelled()) {
      assertThat(dataset.labels().entries()).isEqualTo(card.labels());
    }
  }

  @Test
  void cardsMatchTheDataSetsBesideTheProject() {
    DataRoot root = new DataRoot(SharedFolder.find("VOXELBENCH_DATA", "data"));
    for (DatasetCard card : DatasetCards.load().all()) {
      if (root.find(card).isEmpty()) {
        continue;
      }
      RawDataset dataset = root.open(card);
      if (card.role() != Role.UNLABELLED) {
        assertThat(dataset.channelNames()).isEqualTo(card.channels());
        assertThat(dataset.labels().entries()).isEqualTo(card.labels());
      }
      assertThat(dataset.trainingCases()).hasSize(card.trainingCases().orElseThrow());
    }
  }

  @Test
  void unknownNamesAreAnsweredWithTheNearest() {
    assertThatThrownBy(() -> DatasetCards.load().named("task04_hipocampus"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("did you mean 'Task04_Hippocampus'")
        .hasMessageContaining("OpenMind");
  }

  @Test
  void usersAddTheirOwn() throws IOException {
    Files.writeString(temp.resolve("mine.yaml"), SOUND);
    DatasetCard card = DatasetCards.load(temp).named("mine");
    assertThat(card.folders()).containsExactly("mine");
    assertThat(card.labels())
        .containsEntry("whole", List.of(1, 2))
        .containsEntry("core", List.of(2));
    Files.writeString(temp.resolve("other.yaml"), SOUND);
    assertThatThrownBy(() -> DatasetCards.load(temp))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("other.yaml")
        .hasMessageContaining("mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lisence: x | 'licence'",
        "cases: {trainig: 3} | 'training'",
        "name: again | uplicate",
        "role: deaf | role",
        "cases: {training: many} | cases.training",
        "folders: [../up] | 'folders'",
        "checksum: {sha256: abc, bytes: 3} | 'checksum'",
        "checksum: {sha256: abc} | checksum.bytes",
        "archives: [{url: 'https://e.org/x.zip', sha256: abc}] | sha256' is 'abc'",
        "archives: [{url: 'https://e.org/x.zip', bytes: 0}] | bytes' is 0",
        "archives: [{sha256: abc}] | neither 'url' nor 'name'",
        "archives: [{url: 'https://e.org/x.zip', md5: abc}] | 'md5'",
        "archives: [{name: ../x.zip}] | is '../x.zip'",
        "archives: [{url: 'a b'}] | is 'a b'",
        "files: {kind: ftp, site: s, name: n} | expected huggingface or dataverse",
        "files: {kind: dataverse, site: s} | 'name'",
        "': [' | YAML"
      })
  void faultsAreNamedWithFileAndKey(String line, String words) throws IOException {
    Files.writeString(temp.resolve("bad.yaml"), SOUND.replace("role: dev\n", "") + line + "\n");
    if (!line.startsWith("role")) {
      Files.writeString(temp.resolve("bad.yaml"), SOUND + line + "\n");
    }
    refused(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "access: {kind: secret, steps: [a]} | expected open, registration, agreement or nobody",
        "access: {steps: [a]} | access.kind",
        "access: {kind: agreement} | 'steps'",
      })
  void anAccessThatSaysTooLittleIsNamed(String line, String words) throws IOException {
    Files.writeString(temp.resolve("bad.yaml"), SOUND.replace("access: ask me", line));
    refused(words);
  }

  @ParameterizedTest
  @CsvSource({"name: mine, 'name'", "access: ask me, 'access'", "role: dev, 'role'"})
  void missingKeysAreNamed(String line, String words) throws IOException {
    Files.writeString(temp.resolve("bad.yaml"), SOUND.replace(line + "\n", ""));
    refused(words);
  }

  @Test
  void allMistakesOfAllCardsAreToldAtOnce() throws IOException {
    Files.writeString(
        temp.resolve("bad.yaml"),
        SOUND.replace("name: mine", "name: 'bad name'").replace("role: dev", "role: deaf")
            + "lisence: x\nfolders: [../up]\n");
    Files.writeString(temp.resolve("worse.yaml"), "name: worse\ncases: {trainig: 3}\n");
    assertThatThrownBy(() -> DatasetCards.load(temp))
        .hasMessageContainingAll(
            "bad.yaml: ",
            "'bad name'",
            "key 'role' is 'deaf', expected dev, test or unlabelled.",
            "'lisence' (did you mean 'licence'?)",
            "'../up'",
            "worse.yaml: ",
            "'trainig'",
            "'title' is missing",
            "'modality' is missing");
  }

  @Test
  void aCardWithMistakesDisablesNoOther() throws IOException {
    Files.writeString(temp.resolve("mine.yaml"), SOUND);
    Files.writeString(
        temp.resolve("bad.yaml"), SOUND.replace("name: mine", "name: theirs") + "lisence: x\n");
    DatasetCards cards = DatasetCards.readable(temp);
    assertThat(cards.named("mine").name()).isEqualTo("mine");
    assertThat(cards.faults()).singleElement().asString().contains("bad.yaml", "'lisence'");
    assertThatThrownBy(() -> cards.named("theirs")).hasMessageContaining("'lisence'");
  }

  @Test
  void noNameIsSuggestedThatIsNotNear() {
    assertThatThrownBy(() -> DatasetCards.load().named("LiverTumours2024"))
        .hasMessageNotContaining("did you mean");
    assertThatThrownBy(() -> DatasetCards.load().named("MyTumor", List.of("MyTumour")))
        .hasMessageContaining("did you mean 'MyTumour'");
  }

  @Test
  void emptyCardsAreNamed() throws IOException {
    Files.writeString(temp.resolve("bad.yaml"), "");
    refused("empty");
  }

  private void refused(String words) {
    assertThatThrownBy(() -> DatasetCards.load(temp))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("bad.yaml")
        .hasMessageContaining(words.strip())
        .message()
        .hasLineCount(1);
  }
}
