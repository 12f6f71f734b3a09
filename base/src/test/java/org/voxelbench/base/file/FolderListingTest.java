package org.voxelbench.base.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderListingTest {

  @TempDir private Path folder;

  @Test
  void onlyWhatPeoplePutThereIsListedInOrder() throws IOException {
    for (String name :
        new String[] {
          "b.nii",
          "a.nii",
          "._a.nii",
          ".DS_Store",
          "Thumbs.db",
          "THUMBS.DB",
          "desktop.ini",
          "thumbs"
        }) {
      Files.createFile(folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("__MACOSX"));
    Files.createDirectory(folder.resolve("c"));
    assertThat(FolderListing.of(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("a.nii", "b.nii", "c", "thumbs");
  }
}
