package org.voxelbench.datasets.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.datasets.layout.SmallTree.PLAIN;
import static org.voxelbench.datasets.layout.SmallTree.REMAPPED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.raw.RawDataset;

/** A second conversion writes what is new or was not finished, and nothing else. */
class ConvertedAgainTest {

  private SmallTree tree;

  @BeforeEach
  void layOut(@TempDir Path temp) {
    tree = new SmallTree(temp);
  }

  @Test
  void whatIsCurrentIsLeftAloneAndWhatChangedIsConvertedAgain() throws IOException {
    tree.plainTree();
    tree.conversion(PLAIN, 1).bringUpToDate(Progress.SILENT);
    String hash = RawDataset.open(tree.target()).contentHash();
    assertThat(tree.conversion(PLAIN, 1).bringUpToDate(Progress.SILENT).current()).isTrue();

    SmallTree.image(tree.source().resolve("b/4/t1.nii.gz"), 1);
    SmallTree.image(tree.source().resolve("b/4/t2.nii.gz"), 1);
    SmallTree.label(tree.source().resolve("b/4/seg.nii.gz"), 1);
    Conversion.Outcome more = tree.conversion(PLAIN, 1).bringUpToDate(Progress.SILENT);
    assertThat(more.current()).isFalse();
    assertThat(RawDataset.open(tree.target()).trainingCases()).hasSize(4);
    assertThat(RawDataset.open(tree.target()).contentHash()).isNotEqualTo(hash);

    String otherwise = PLAIN.replace("case: 'P{n}'", "case: 'Q{n}'");
    assertThat(tree.conversion(otherwise, 1).bringUpToDate(Progress.SILENT).current()).isFalse();
    assertThat(RawDataset.open(tree.target()).trainingCases().get(0).id()).isEqualTo("Q1");

    Files.delete(tree.target().resolve("imagesTs/x_0000.nii.gz"));
    assertThat(tree.conversion(otherwise, 1).bringUpToDate(Progress.SILENT).current()).isFalse();
    assertThat(tree.target().resolve("imagesTs/x_0000.nii.gz")).exists();
  }

  @Test
  void aConversionThatWasStoppedGoesOnAndUsesNothingHalfMade() throws IOException {
    tree.remappedTree();
    SmallTree.label(tree.source().resolve("y_seg.nii"), 9);
    assertThatThrownBy(() -> tree.conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("y_seg.nii")
        .hasMessageContaining("holds 9");
    assertThat(tree.target().resolve("dataset.json")).doesNotExist();
    // A line that the crash cut in two.
    Files.writeString(tree.target().resolve("derived.txt"), "abc", StandardOpenOption.APPEND);

    SmallTree.label(tree.source().resolve("y_seg.nii"), 1);
    Conversion.Outcome outcome = tree.conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT);
    assertThat(outcome.derived()).isEqualTo(2);
    assertThat(RawDataset.open(tree.target()).trainingCases()).hasSize(2);
    assertThat(tree.conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT).current()).isTrue();
  }

  @Test
  void onlyTheDerivedFilesOfChangedSourcesAreWrittenAgain() throws IOException {
    tree.remappedTree();
    tree.conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT);
    SmallTree.label(tree.source().resolve("x_seg.nii"), 2, 2);
    Files.setLastModifiedTime(tree.source().resolve("x_seg.nii"), FileTime.fromMillis(12_345_000));
    assertThat(tree.conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT).written()).isOne();
    assertThat(Nifti.readLabelMap(tree.target().resolve("labelsTr/x.nii")).labels()[10])
        .isEqualTo((short) 2);

    Files.writeString(tree.target().resolve("labelsTr/y.nii"), "spoilt");
    assertThat(tree.conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT).written()).isOne();

    Files.delete(tree.source().resolve("y_t1.nii"));
    Files.delete(tree.source().resolve("y_seg.nii"));
    tree.conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT);
    assertThat(tree.target().resolve("labelsTr/y.nii")).as("a case that is no more").doesNotExist();
  }
}
