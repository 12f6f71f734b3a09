package org.voxelbench.datasets.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.datasets.layout.SmallTree.PLAIN;
import static org.voxelbench.datasets.layout.SmallTree.REMAPPED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;

/** A tree that a layout does not describe gets a sentence, and what others wrote stays. */
class RefusedTreesTest {

  private SmallTree tree;

  @BeforeEach
  void layOut(@TempDir Path temp) {
    tree = new SmallTree(temp);
  }

  @Test
  void wrongTreesGetASentenceForEachKindOfMistake() throws IOException {
    tree.plainTree();
    Files.delete(tree.source().resolve("a/1/t2.nii.gz"));
    Files.delete(tree.source().resolve("a/2/seg.nii.gz"));
    Files.delete(tree.source().resolve("b/3/seg.nii.gz"));
    SmallTree.label(tree.source().resolve("b/5/seg.nii.gz"), 1);
    SmallTree.image(tree.source().resolve("b/1/t1.nii.gz"), 1);
    SmallTree.image(tree.source().resolve("b/1/t2.nii.gz"), 1);
    SmallTree.label(tree.source().resolve("b/1/seg.nii.gz"), 1);
    assertThatThrownBy(() -> tree.conversion(PLAIN, 1).bringUpToDate(Progress.SILENT))
        .isInstanceOfSatisfying(
            DatasetException.class,
            refused ->
                assertThat(refused.sentences())
                    .satisfiesExactly(
                        one ->
                            assertThat(one)
                                .contains(
                                    "'{g}/{n}/t2.nii.gz' (channel T2) matches no file of case P1 (a/1/t1.nii.gz)"),
                        two ->
                            assertThat(two)
                                .contains(
                                    "'{g}/{n}/seg.nii.gz' (label) matches no file of 2 cases: P2 (a/2/t1.nii.gz), P3 (b/3/t1.nii.gz)"),
                        three -> assertThat(three).contains("belongs to no case: b/5/seg.nii.gz"),
                        four ->
                            assertThat(four)
                                .contains("one name: P1 (a/1/t1.nii.gz, b/1/t1.nii.gz)")));
    assertThat(tree.target()).doesNotExist();
  }

  @Test
  void aTreeOfAnotherPublisherMatchesNothing() throws IOException {
    SmallTree.image(tree.source().resolve("elsewhere/t1.nii.gz"), 1);
    assertThatThrownBy(() -> tree.conversion(PLAIN, 1).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("no file matches '{g:[ab]}/{n:\\d+}/t1.nii.gz'")
        .hasMessageContaining(tree.source().toString());
  }

  @Test
  void twoFilesForOneTemplateAreNamed() throws IOException {
    String loose = REMAPPED.replace("_t1.nii'", "_t1*.nii'");
    tree.remappedTree();
    SmallTree.image(tree.source().resolve("x_t1b.nii"), 3);
    assertThatThrownBy(() -> tree.conversion(loose, 3).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("several files of one case: case x has x_t1.nii, x_t1b.nii");
  }

  @Test
  void whatNothingMatchesIsToldWhereTheLayoutIsExhaustive() throws IOException {
    tree.remappedTree();
    SmallTree.image(tree.source().resolve("z_T1.nii"), 3);
    Files.writeString(tree.source().resolve("readme.txt"), "no volume");
    tree.conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT);
    assertThatThrownBy(
            () ->
                tree.conversion(REMAPPED + "exhaustive: true\n", 3).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("a volume matches no pattern of the layout, the first is z_T1.nii");
  }

  @Test
  void foldersOfOthersAreNotWrittenInto() throws IOException {
    tree.remappedTree();
    Files.createDirectories(tree.target());
    Files.writeString(tree.target().resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> tree.conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("holds files that no conversion wrote");
    Path inside = tree.source().resolve("converted");
    assertThatThrownBy(() -> tree.conversion(REMAPPED, 3, inside).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("lies inside of");
  }

  @Test
  void aFileOfTooFewVolumesIsNamed() throws IOException {
    tree.remappedTree();
    String four = REMAPPED.replace("'{case}_t1.nii'", "{file: '{case}_t1.nii', volume: 3}");
    assertThatThrownBy(() -> tree.conversion(four, 3).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("x_t1.nii: holds 1 volume, but the layout's channels need 4");
  }
}
