package org.voxelbench.preparation.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;

/** A user's own splits name each case of a data set once, and all that don't are told. */
class SplitsFileTest {

  private static final List<String> CASES = List.of("a", "b", "größe", "三");

  @TempDir Path temp;

  @Test
  void whatIsWrittenIsRead() {
    List<Split> splits = List.of(new Split(List.of("a", "三"), List.of("größe")));
    SplitsFile.write(splits, file());
    assertThat(SplitsFile.read(file(), CASES)).isEqualTo(splits);
  }

  @Test
  void aMarkAndLineEndsOfWindowsMakeNoDifference() throws IOException {
    write("\uFEFF[{\"train\": [\"a\"],\r\n\"val\": [\"größe\"]}]\r\n");
    assertThat(SplitsFile.read(file(), CASES))
        .containsExactly(new Split(List.of("a"), List.of("größe")));
  }

  @Test
  void casesThatStandTwiceAreNamed() throws IOException {
    write("[{\"train\": [\"a\", \"b\", \"a\", \"b\"], \"val\": [\"三\"]}]");
    refused("fold 0", "'a', 'b'", "more than once in 'train'", "each once");
    write("[{\"train\": [\"a\"], \"val\": [\"三\", \"三\"]}]");
    refused("fold 0", "'三'", "more than once in 'val'");
    write("[{\"train\": [\"a\", \"a\"], \"val\": [\"a\", \"a\"]}]");
    refused("more than once");
  }

  @Test
  void allFaultsOfAllFoldsAreTold() throws IOException {
    write(
        """
        [{"train": ["a", "b"], "val": ["b", "a"]},
         {"train": ["a"], "val": ["x", "y"]},
         {"train": ["a"], "val": ["b"]},
         {"train": ["z"], "val": []}]
        """);
    assertThatThrownBy(() -> SplitsFile.read(file(), CASES))
        .isInstanceOfSatisfying(
            BadInputException.class,
            e -> {
              assertThat(e.sentences()).hasSize(3);
              assertThat(e.sentences().get(0)).contains("fold 0", "'a', 'b'", "both");
              assertThat(e.sentences().get(1)).contains("fold 1", "'x', 'y'", "doesn't have");
              assertThat(e.sentences().get(2)).contains("fold 3", "0 validation");
            });
  }

  private Path file() {
    return temp.resolve("splits_final.json");
  }

  private void write(String json) throws IOException {
    Files.writeString(file(), json);
  }

  private void refused(String... parts) {
    assertThatThrownBy(() -> SplitsFile.read(file(), CASES))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContainingAll(parts);
  }
}
