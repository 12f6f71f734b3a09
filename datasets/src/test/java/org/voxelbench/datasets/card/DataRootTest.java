package org.voxelbench.datasets.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;

class DataRootTest {

  private final DatasetCard card =
      CardReader.read(
          "card",
          """
          {name: A.1, title: t, role: test, modality: m, access: ask me, folders: [first, A.1]}
          """);

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw/first",
        "first",
        "unlabelled/first",
        "nnUNet_raw/first",
        "raw/A.1",
        "A.1",
        "nnUNet_raw/Dataset123_first",
        "raw/Dataset001_A.1",
        "Dataset999_first"
      })
  void findsEachOfItsPlaces(String place) throws IOException {
    Files.createDirectories(temp.resolve("raw/Dataset12_first"));
    Files.createDirectories(temp.resolve("raw/Dataset012_Ax1"));
    Files.createDirectories(temp.resolve(place));
    assertThat(new DataRoot(temp).find(card)).contains(temp.resolve(place));
  }

  @Test
  void corporaWithoutACardAreFoldersOfImagesBelowUnlabelled() throws IOException {
    for (String corpus : List.of("unlabelled/B", "unlabelled/Dataset007_A", "raw/C", "D")) {
      Files.createDirectories(temp.resolve(corpus).resolve("imagesTr"));
    }
    Files.createDirectories(temp.resolve("unlabelled/sub-01"));
    Files.createFile(
        Files.createDirectories(temp.resolve("unlabelled/E/imagesTr"))
            .resolveSibling("dataset.json"));
    assertThat(new DataRoot(temp).corpora()).containsExactly("A", "B");
    assertThat(new DataRoot(temp).labelled()).containsExactly("E");
    assertThat(new DataRoot(temp.resolve("nowhere")).corpora()).isEmpty();
  }

  @Test
  void whatIsNotThereIsAnsweredWithHowToGetIt() {
    assertThat(new DataRoot(temp.resolve("nowhere")).find(card)).isEmpty();
    assertThatThrownBy(() -> new DataRoot(temp).open(card))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'A.1'")
        .hasMessageContaining(temp.toString())
        .hasMessageContaining("ask me");
  }

  @ParameterizedTest
  @CsvSource({
    "raw/Dataset001_first, raw/Dataset042_first",
    "raw/first, raw/Dataset042_first",
    "raw/Dataset001_first, nnUNet_raw/Dataset001_first",
    "raw/Dataset001_A.1, Dataset002_first"
  })
  void twoFoldersOfOneNameAreBothNamed(String first, String second) throws IOException {
    Path one = dataset(first);
    dataset(second);
    assertThatThrownBy(() -> new DataRoot(temp).open(card))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("'A.1'", first, second, "rename or move");
    Files.delete(one.resolve("dataset.json"));
    assertThatThrownBy(() -> new DataRoot(temp).open(card))
        .as("a folder of something else is no second data set")
        .hasMessageNotContaining("could be any of");
  }

  @Test
  void aLinkToTheSameFolderIsNoSecondOne() throws IOException {
    Path one = dataset("raw/Dataset001_first");
    Files.createSymbolicLink(temp.resolve("raw/Dataset042_first"), one);
    assertThatThrownBy(() -> new DataRoot(temp).open(card))
        .hasMessageNotContaining("could be any of");
  }

  /** A data set whose description is wrong, as is said once it is known which is meant. */
  private Path dataset(String place) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(place));
    Files.writeString(folder.resolve("dataset.json"), "{}");
    return folder;
  }
}
