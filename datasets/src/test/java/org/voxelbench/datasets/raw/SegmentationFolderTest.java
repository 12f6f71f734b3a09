package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.DatasetException;

class SegmentationFolderTest {

  @TempDir private Path folder;

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Files.createFile(folder.resolve(name));
    }
  }

  @Test
  void aCaseIsTheNameWithoutAnyNiftiEnding() throws IOException {
    touch("a.nii.gz", "b.v2.nii", "c.hdr", "c.img", "d.hdr.gz", "d.img.gz", "a.npz", "x.json");
    SegmentationFolder opened = SegmentationFolder.open(folder, ".nii.gz");
    assertThat(opened.files().keySet()).containsExactly("a", "b.v2", "c", "d");
    assertThat(opened.file("c")).contains(folder.resolve("c.hdr"));
    assertThat(opened.file("e")).isEmpty();
    assertThat(opened.place("e")).isEqualTo(folder.resolve("e.nii.gz"));
  }

  @Test
  void ofTwoFilesThatWithTheDataSetsEndingCounts() throws IOException {
    touch("a.nii", "a.nii.gz");
    for (String ending : new String[] {".nii", ".nii.gz"}) {
      assertThat(SegmentationFolder.open(folder, ending).file("a"))
          .contains(folder.resolve("a" + ending));
    }
    assertThatThrownBy(() -> SegmentationFolder.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("'a'", "a.nii.gz", "twice");
  }
}
