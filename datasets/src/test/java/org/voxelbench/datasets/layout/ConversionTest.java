package org.voxelbench.datasets.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.datasets.layout.SmallTree.PLAIN;
import static org.voxelbench.datasets.layout.SmallTree.REMAPPED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.raw.DatasetVerifier;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;

/** What a published tree becomes: links to its files, and files beside them where they change. */
class ConversionTest {

  @TempDir Path temp;
  private SmallTree tree;

  @BeforeEach
  void layOut() {
    tree = new SmallTree(temp);
  }

  @Test
  void filesThatNnUnetReadsStayWhereTheyAre() throws IOException {
    tree.plainTree();
    Conversion.Outcome outcome = tree.conversion(PLAIN, 1).bringUpToDate(Progress.SILENT);

    assertThat(outcome).isEqualTo(new Conversion.Outcome(3, 1, 0, 0, false));
    RawDataset raw = RawDataset.open(tree.target());
    DatasetVerifier.verify(raw);
    assertThat(raw.name()).isEqualTo("Mine");
    assertThat(raw.channelNames()).containsExactly("T1", "T2");
    assertThat(raw.trainingCases()).extracting(RawCase::id).containsExactly("P1", "P2", "P3");
    assertThat(raw.trainingCases().get(2).imageFiles().get(1).toRealPath())
        .isEqualTo(tree.source().resolve("b/3/t2.nii.gz").toRealPath());
    assertThat(raw.json().orElseThrow().groups())
        .containsExactlyInAnyOrderEntriesOf(Map.of("P1", "a", "P2", "a", "P3", "b"));
    assertThat(raw.testCases()).extracting(RawCase::id).containsExactly("x");
    assertThat(raw.testCases().get(0).labelFile()).isEmpty();
    assertThat(raw.testCases().get(0).images().get(0).voxels()[0]).isEqualTo(7);
    assertThat(tree.target().resolve("imagesTr")).doesNotExist();
  }

  @Test
  void theHashIsThatOfTheDataWhereverTheyLie() throws IOException {
    tree.plainTree();
    tree.conversion(PLAIN, 1).bringUpToDate(Progress.SILENT);
    Path elsewhere = temp.resolve("work/space/converted/Mine");
    tree.conversion(PLAIN, 1, elsewhere).bringUpToDate(Progress.SILENT);
    String here = RawDataset.open(tree.target()).contentHash();
    assertThat(RawDataset.open(elsewhere).contentHash()).isEqualTo(here);

    Files.move(temp.resolve("data"), temp.resolve("moved"));
    assertThat(RawDataset.open(temp.resolve("moved/nnUNet_raw/Dataset901_Mine")).contentHash())
        .as("the data root as a whole was moved")
        .isEqualTo(here);
  }

  @Test
  void labelsAreChangedInFilesBesideTheOthers() throws IOException {
    tree.remappedTree();
    assertThat(tree.conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT))
        .isEqualTo(new Conversion.Outcome(2, 0, 2, 2, false));
    RawCase first = RawDataset.open(tree.target()).trainingCases().get(0);
    assertThat(first.labelFile().orElseThrow()).isEqualTo(tree.target().resolve("labelsTr/x.nii"));
    assertThat(first.labelMap().labels()).startsWith(new short[10]).contains((short) 2, (short) 1);
    assertThat(new short[] {first.labelMap().labels()[10], first.labelMap().labels()[12]})
        .containsExactly((short) 1, (short) 3);
    assertThat(Nifti.readLabelMap(tree.source().resolve("x_seg.nii")).labels()[10])
        .as("the raw data stay")
        .isEqualTo((short) 255);
  }

  @Test
  void structuresAreMergedInTheOrderOfTheLabels() throws IOException {
    String merged =
        """
        number: 903
        training:
          images: {CT: '{case}/ct.nii.gz'}
          label: '{case}/seg_{structure}.nii.gz'
        """;
    SmallTree.image(tree.source().resolve("c1/ct.nii.gz"), 0);
    SmallTree.label(tree.source().resolve("c1/seg_label1.nii.gz"), 1, 1, 1);
    SmallTree.label(tree.source().resolve("c1/seg_label2.nii.gz"), 0, 1);
    tree.conversion(merged, 2).bringUpToDate(Progress.SILENT);
    short[] labels = RawDataset.open(tree.target()).trainingCases().get(0).labelMap().labels();
    assertThat(new short[] {labels[10], labels[11], labels[12], labels[13]})
        .containsExactly((short) 1, (short) 2, (short) 1, (short) 0);

    assertThatThrownBy(() -> tree.conversion(merged, 3).bringUpToDate(Progress.SILENT))
        .hasMessageContaining(
            "seg_{structure}.nii.gz' (label) matches no file of case c1 (c1/ct.nii.gz), structure label3");
    tree.conversion(merged + "may_lack_structures: true\n", 3).bringUpToDate(Progress.SILENT);

    SmallTree.label(tree.source().resolve("c1/seg_spleen.nii.gz"), 1);
    assertThatThrownBy(() -> tree.conversion(merged, 2).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("structure of 'labels': c1/seg_spleen.nii.gz");
  }
}
