package org.voxelbench.datasets.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.Scan;

/** Every list gives the images that it names, none of which is opened: most aren't even there. */
class CorpusSourceTest {

  @TempDir private Path folder;

  private static CorpusSource source(CorpusKind kind) {
    return CorpusSource.of(kind, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private List<RawCase> list(CorpusKind kind) {
    return source(kind).list(folder);
  }

  private void put(String... files) throws IOException {
    for (String file : files) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "no image at all");
    }
  }

  private static Scan scan(RawCase image) {
    return image.scan().orElseThrow();
  }

  private static Optional<Path> mask(RawCase image) {
    return image.ignoreMask();
  }

  private void refused(CorpusSource source, String... parts) {
    assertThatThrownBy(() -> source.list(folder))
        .isInstanceOf(BadInputException.class)
        .message()
        .contains(parts)
        .doesNotContain("\n")
        .endsWith(".");
  }

  @Test
  void aTreeOfAnyDepthIsListed() throws IOException {
    put(
        "b.nii.gz",
        "deep/er/a.nii",
        "deep/pair.hdr",
        "deep/pair.img",
        "deep/notes.txt",
        "deep/._a.nii",
        ".trash/c.nii.gz",
        "__MACOSX/d.nii.gz");
    List<RawCase> images = list(CorpusKind.TREE);

    assertThat(images).extracting(RawCase::id).containsExactly("b", "deep__er__a", "deep__pair");
    assertThat(images.get(1).imageFiles()).containsExactly(folder.resolve("deep/er/a.nii"));
    assertThat(images).allMatch(image -> image.labelFile().isEmpty());
    assertThat(images).extracting(image -> scan(image).subject()).doesNotHaveDuplicates();
  }

  @Test
  void aTreeSaysBySomePatternsWhoseAnImageIsAndWhatIsNone() throws IOException {
    put("p1/a.nii", "p1/b.nii", "p2/a.nii", "p2/a_mask.nii", "loose.nii");
    CorpusSource source =
        CorpusSource.of(
            CorpusKind.TREE, Optional.empty(), Optional.of("_mask"), Optional.of("^(p\\d)/"));
    refused(source, "loose.nii", "corpus.subject", "corpus.exclude");

    Files.delete(folder.resolve("loose.nii"));
    assertThat(source.list(folder))
        .extracting(image -> scan(image).subject())
        .containsExactly("p1", "p1", "p2");
  }

  @Test
  void linksAreFollowed() throws IOException {
    put("disk/a.nii");
    Files.createDirectories(folder.resolve("corpus"));
    Files.createSymbolicLink(folder.resolve("corpus/linked"), folder.resolve("disk"));
    assertThat(source(CorpusKind.TREE).list(folder.resolve("corpus")))
        .extracting(RawCase::id)
        .containsExactly("linked__a");
  }

  @Test
  void aBidsTreeSaysSubjectSessionAndModality() throws IOException {
    put(
        "ds1/sub-01/ses-2/anat/sub-01_ses-2_T1w.nii.gz",
        "ds1/sub-01/anat/sub-01_acq-x_FLAIR.nii.gz",
        "ds2/sub-01/anat/sub-01_T2w.nii.gz",
        "ds2/derivatives/sub-01/anat/sub-01_T2w.nii.gz",
        "ds2/template.nii.gz");
    List<RawCase> images = list(CorpusKind.BIDS);

    assertThat(images)
        .extracting(CorpusSourceTest::scan)
        .extracting(Scan::subject, Scan::session, Scan::modality)
        .containsExactly(
            tuple("ds1/sub-01", "", "FLAIR"),
            tuple("ds1/sub-01", "ses-2", "T1w"),
            tuple("ds2/sub-01", "", "T2w"));
  }

  /** As FOMO-60K lies on disk. */
  @Test
  void fomoIsSuchATree() throws IOException {
    put("sub_1/ses_1/t1.nii.gz", "sub_1/ses_2/flair.nii.gz");
    assertThat(list(CorpusKind.BIDS))
        .extracting(CorpusSourceTest::scan)
        .extracting(Scan::subject, Scan::session, Scan::modality)
        .containsExactly(tuple("sub_1", "ses_1", "t1"), tuple("sub_1", "ses_2", "flair"));
  }

  @Test
  void openMindsMetadataAreRead() throws IOException {
    Files.writeString(
        folder.resolve("openneuro_metadata.csv"),
        """
        age,image_path,modality,anon_mask_path,anat_mask_path,image_quality_score
        30,ds1/sub-01/ses-a/anat/x_T1w.nii.gz,T1w,ds1/sub-01/ses-a/anat/x__Data/deface_mask.nii.gz,ds1/fb.nii.gz,2.5
        ,ds1/sub-02/anat/y_T2w.nii.gz,T2w,,,nan
        """);
    Files.createDirectories(folder.resolve("OpenMind"));
    List<RawCase> images = list(CorpusKind.OPENMIND);

    Path inside = folder.resolve("OpenMind");
    assertThat(images)
        .extracting(RawCase::id)
        .containsExactly("ds1__sub-01__ses-a__anat__x_T1w", "ds1__sub-02__anat__y_T2w");
    RawCase first = images.get(0);
    assertThat(first.imageFiles())
        .containsExactly(inside.resolve("ds1/sub-01/ses-a/anat/x_T1w.nii.gz"));
    assertThat(mask(first))
        .contains(inside.resolve("ds1/sub-01/ses-a/anat/x__Data/deface_mask.nii.gz"));
    assertThat(scan(first))
        .isEqualTo(
            new Scan(
                "ds1/sub-01",
                "ses-a",
                "T1w",
                Optional.of(2.5),
                Optional.of(inside.resolve("ds1/fb.nii.gz"))));
    assertThat(mask(images.get(1))).isEmpty();
    assertThat(scan(images.get(1)).quality()).isEmpty();
  }

  @Test
  void nnsslsJsonIsRead() throws IOException {
    Files.writeString(
        folder.resolve("pretrain_data.json"),
        """
        {"collection_index": 745, "collection_name": "Dataset745", "datasets": {
          "ds1": {"dataset_index": "ds1", "name": null, "dataset_info": {"deep": [1, {"a": 2}]},
            "subjects": {
              "sub-01": {"subject_id": "sub-01", "subject_info": {"age": 3}, "sessions": {
                "ses-DEFAULT": {"session_id": "ses-DEFAULT", "images": [
                  {"name": "x.nii.gz", "image_path": "/else/where/x.nii.gz", "modality": "T1w",
                   "image_info": {"image_quality_score": 1.5, "more": 1},
                   "associated_masks": {"anonymization_mask": "masks/anon.nii.gz",
                                        "anatomy_mask": null}},
                  {"name": "y.nii.gz", "image_path": "$NOT_SET_HERE/y.nii.gz", "modality": "T2w",
                   "image_info": null, "associated_masks": null}]}}}}}}}
        """);
    List<RawCase> images = list(CorpusKind.NNSSL);

    assertThat(images)
        .extracting(RawCase::id)
        .containsExactly("ds1__sub-01__ses-DEFAULT__x", "ds1__sub-01__ses-DEFAULT__y");
    assertThat(images.get(0).imageFiles()).containsExactly(Path.of("/else/where/x.nii.gz"));
    assertThat(mask(images.get(0))).contains(folder.resolve("masks/anon.nii.gz"));
    assertThat(scan(images.get(0)))
        .isEqualTo(
            new Scan("ds1/sub-01", "ses-DEFAULT", "T1w", Optional.of(1.5), Optional.empty()));
    assertThat(images.get(1).imageFiles().get(0).toString()).contains("$NOT_SET_HERE");
  }

  @Test
  void aBrokenJsonIsNamedWithItsLine() throws IOException {
    Path file = folder.resolve("pretrain_data.json");
    for (String broken :
        List.of(
            "{\"datasets\": {\"a\": ",
            "[1]",
            "{}",
            "{\"datasets\": {\"a\": {\"subjects\":"
                + " {\"s\": {\"sessions\": {\"t\": {\"images\": [{\"name\": 1, \"x\"")) {
      Files.writeString(file, broken);
      refused(source(CorpusKind.NNSSL), "pretrain_data.json");
    }
    Files.writeString(
        file,
        "{\"datasets\": {\"a\": {\"subjects\": {\"s\": {\"sessions\": {\"t\": {\"images\": [{}]}}}}}}}");
    refused(source(CorpusKind.NNSSL), "pretrain_data.json", "'a/s'", "'t'", "image_path");
  }

  @Test
  void aListOfOnesOwnIsRead() throws IOException {
    Files.writeString(
        folder.resolve("images.csv"),
        """
        path,subject,modality,ignore_mask,scanner
        one/a.nii.gz,anna,T1,one/a_face.nii.gz,A
        /abs/b.nii,,,,B
        """);
    List<RawCase> images = list(CorpusKind.LIST);

    assertThat(images).extracting(RawCase::id).containsExactly("__abs__b", "one__a");
    assertThat(images.get(0).imageFiles()).containsExactly(Path.of("/abs/b.nii"));
    assertThat(scan(images.get(0)).subject()).isEqualTo("/abs/b.nii");
    assertThat(scan(images.get(1)).subject()).isEqualTo("anna");
    assertThat(mask(images.get(1))).contains(folder.resolve("one/a_face.nii.gz"));
  }

  @Test
  void whatIsWrongWithAListIsSaid() throws IOException {
    refused(source(CorpusKind.OPENMIND), "openneuro_metadata.csv", "missing", "'index'");
    refused(source(CorpusKind.TREE), folder.toString(), "no image");
    Path csv = folder.resolve("images.csv");
    Files.writeString(csv, "file;subject\na.nii;x\n");
    refused(source(CorpusKind.LIST), "images.csv", "'path'", "commas");
    Files.writeString(csv, "path,quality\na.nii,good\n");
    refused(source(CorpusKind.LIST), "line 2", "'quality'", "'good'");
    Files.writeString(csv, "path\na.nii\nsub/../a.nii.gz\na.nii.gz\n");
    refused(source(CorpusKind.LIST), "a.nii.gz", "twice", "'a'");
    Files.writeString(csv, "path\na.nii\na.nii.gz\nb.nii\nb.nrrd\nc.nii\n");
    refused(source(CorpusKind.LIST), "(case 'a'), ", "b.nrrd and ", "'corpus.exclude'");
    Files.writeString(csv, "path,subject\n,x\n");
    refused(source(CorpusKind.LIST), "line 2", "'path'", "empty");
  }

  @Test
  void settingsThatAKindHasNoUseForAreRefused() {
    assertThatThrownBy(
            () ->
                CorpusSource.of(
                    CorpusKind.BIDS, Optional.of("x.csv"), Optional.empty(), Optional.empty()))
        .hasMessageContaining("'corpus.index'")
        .hasMessageContaining("bids");
    assertThatThrownBy(
            () ->
                CorpusSource.of(
                    CorpusKind.NNSSL, Optional.empty(), Optional.empty(), Optional.of("(x)")))
        .hasMessageContaining("'corpus.subject'");
    assertThatThrownBy(
            () ->
                CorpusSource.of(
                    CorpusKind.TREE, Optional.empty(), Optional.of("(x"), Optional.empty()))
        .hasMessageContaining("'corpus.exclude'")
        .hasMessageContaining("(x");
  }

  /** So many as OpenMind has, of which no file is there; each has its own id. */
  @Test
  void aHundredThousandImagesAreListedWithoutLookingAtOne() throws IOException {
    StringBuilder csv = new StringBuilder("image_path,modality,anon_mask_path\n");
    int images = 114_000;
    for (int i = 0; i < images; i++) {
      String scan = "ds%06d/sub-%05d/anat/sub-%05d_run-%d_T1w".formatted(i / 150, i / 3, i / 3, i);
      csv.append(scan).append(".nii.gz,T1w,").append(scan).append("__Data/mask.nii.gz\n");
    }
    Files.writeString(folder.resolve("openneuro_metadata.csv"), csv);
    List<RawCase> listed = list(CorpusKind.OPENMIND);

    assertThat(listed).hasSize(images);
    assertThat(listed.stream().map(image -> scan(image).subject()).distinct().count())
        .isEqualTo(images / 3);
    assertThat(listed.stream().map(image -> System.identityHashCode(scan(image).modality())))
        .as("equal texts are one")
        .satisfies(hashes -> assertThat(hashes.stream().distinct()).hasSize(1));
  }
}
