package org.voxelbench.datasets.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;

/** The card of an unlabelled data set says what lists its images. */
class CorpusCardTest {

  private static final String CARD =
      "{name: Corpus, title: t, role: unlabelled, modality: m, access: mine, corpus: %s}";

  @TempDir private Path data;

  private static DatasetCard card(String corpus) {
    return CardReader.read("my.yaml", CARD.formatted(corpus));
  }

  private void put(String... files) throws IOException {
    for (String file : files) {
      Path path = data.resolve("Corpus").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "not looked at");
    }
  }

  private RawDataset opened(DatasetCard card) {
    return new DataRoot(data).open(card);
  }

  @Test
  void withoutTheKeyTheImagesOfOneFolderAreListed() throws IOException {
    put("imagesTr/a_0000.nii.gz", "deeper/b.nii.gz");
    assertThat(opened(card("null")).trainingCases()).extracting(RawCase::id).containsExactly("a");
  }

  @Test
  void withItTheWholeTreeIs() throws IOException {
    put("imagesTr/a_0000.nii.gz", "deeper/b.nii.gz", "deeper/b_face.nii.gz");
    assertThat(opened(card("{kind: tree, exclude: _face}")).trainingCases())
        .extracting(RawCase::id)
        .containsExactly("deeper__b", "imagesTr__a_0000");
  }

  /** As OpenMind had to lie for version 0.1, with the ids and the hash of then. */
  @Test
  void aFolderWithoutItsListIsReadAsEver() throws IOException {
    put("imagesTr/a_0000.nii.gz", "imagesTr/b.nii.gz");
    RawDataset flat = opened(card("null"));
    DatasetCard card = card("{kind: openmind}");
    RawDataset same = opened(card);
    assertThat(same.trainingCases()).isEqualTo(flat.trainingCases());
    assertThat(same.contentHash()).isEqualTo(flat.contentHash());

    Files.writeString(
        data.resolve("Corpus/openneuro_metadata.csv"),
        "image_path,modality\nds1/sub-01/anat/x.nii.gz,T1w\n");
    assertThat(opened(card).trainingCases())
        .extracting(RawCase::id)
        .containsExactly("ds1__sub-01__anat__x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: tre} | 'corpus.kind' is 'tre', expected tree, bids, nnssl, openmind or list",
        "{} | 'corpus.kind' is missing",
        "{kind: tree, subjects: x} | 'subjects' (did you mean 'subject'?)",
        "{kind: tree, index: a.csv} | 'corpus.index' is 'a.csv'",
        "{kind: list, subject: '(x)'} | 'corpus.subject' is '(x)'",
        "{kind: tree, exclude: '('} | no regular expression",
      },
      quoteCharacter = '"')
  void aBadValueIsRefusedByItsKey(String corpus, String words) {
    assertThatThrownBy(() -> card(corpus))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("my.yaml: ")
        .hasMessageContaining(words);
  }

  @Test
  void aLabelledDataSetHasNone() {
    String labelled = CARD.formatted("{kind: bids}").replace("unlabelled", "dev");
    assertThatThrownBy(() -> CardReader.read("my.yaml", labelled))
        .hasMessageContaining("'corpus' is for data sets of role unlabelled");
  }
}
