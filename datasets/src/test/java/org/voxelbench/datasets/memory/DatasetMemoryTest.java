package org.voxelbench.datasets.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.Sha256;

class DatasetMemoryTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir private Path temporary;
  private Path dataset;
  private Path place;
  private Path image;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void writeAFile() throws IOException {
    dataset = Files.createDirectories(temporary.resolve("data"));
    place = temporary.resolve("remembered");
    image = written("image.nii", "voxels");
  }

  private Path written(String name, String text) throws IOException {
    Path file = Files.writeString(dataset.resolve(name), text);
    Files.setLastModifiedTime(file, LONG_AGO);
    return file;
  }

  /** Writes into the file itself, such that size, time and inode stay. */
  private static void changeUnseen(Path file, String text) throws IOException {
    assertThat(text).hasSameSizeAs(Files.readString(file));
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, LONG_AGO);
  }

  private DatasetMemory memory() {
    return DatasetMemory.in(place, dataset, warnings::add);
  }

  private String hashed(Path file) {
    try (DatasetMemory memory = memory()) {
      return memory.hashes().of(file);
    }
  }

  private Path log() {
    return place.resolve("sha256-1.log");
  }

  @Test
  void aFileThatLooksTheSameIsNotReadAgain() throws IOException {
    String hash = hashed(image);
    assertThat(hash).isEqualTo(Sha256.of("voxels"));
    changeUnseen(image, "VOXELS");

    assertThat(hashed(image)).isEqualTo(hash);
    DatasetMemory.forget(place);
    assertThat(hashed(image)).isEqualTo(Sha256.of("VOXELS"));
  }

  @Test
  void aFileOfAnotherSizeTimeOrInodeIsReadAgain() throws IOException {
    hashed(image);
    Files.writeString(image, "more voxels");
    Files.setLastModifiedTime(image, LONG_AGO);
    assertThat(hashed(image)).isEqualTo(Sha256.of("more voxels"));

    Files.writeString(image, "MORE VOXELS");
    Files.setLastModifiedTime(image, FileTime.fromMillis(LONG_AGO.toMillis() + 1));
    assertThat(hashed(image)).isEqualTo(Sha256.of("MORE VOXELS"));

    Path other = written("other", "more VOXELS");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(image));
    Files.move(other, image, StandardCopyOption.REPLACE_EXISTING);
    assertThat(hashed(image)).isEqualTo(Sha256.of("more VOXELS"));
  }

  @Test
  void aDataSetMayMoveWithItsFiles() throws IOException {
    hashed(image);
    dataset = Files.move(dataset, temporary.resolve("moved"));
    image = dataset.resolve("image.nii");
    changeUnseen(image, "VOXELS");

    assertThat(hashed(image)).isEqualTo(Sha256.of("voxels"));
  }

  @Test
  void whatWasWrittenAMomentAgoOrMeanwhileIsNotRemembered() throws IOException {
    Path fresh = Files.writeString(dataset.resolve("fresh.nii"), "a");
    hashed(fresh);
    Files.writeString(fresh, "b");
    assertThat(hashed(fresh)).isEqualTo(Sha256.of("b"));

    try (DatasetMemory memory = memory()) {
      Inquiry inquiry = memory.ask("", List.of(image));
      Files.writeString(image, "other voxels");
      memory.remember(Topic.CHECK, inquiry, "of the voxels before");
      assertThat(memory.recall(Topic.CHECK, memory.ask("", List.of(image)))).isEmpty();
      assertThat(memory.recall(Topic.CHECK, inquiry)).isEmpty();
    }
  }

  @Test
  void answersAreThoseToTheSameQuestionAboutTheSameFilesInTheirOrder() throws IOException {
    Path second = written("second.nii", "voxels");
    try (DatasetMemory memory = memory()) {
      memory.remember(Topic.CHECK, memory.ask("q", List.of(image, second)), "an answer");
    }
    try (DatasetMemory memory = memory()) {
      assertThat(memory.recall(Topic.CHECK, memory.ask("q", List.of(image, second))))
          .contains("an answer");
      assertThat(memory.recall(Topic.CHECK, memory.ask("q", List.of(second, image)))).isEmpty();
      assertThat(memory.recall(Topic.CHECK, memory.ask("q", List.of(image)))).isEmpty();
      assertThat(memory.recall(Topic.CHECK, memory.ask("r", List.of(image, second)))).isEmpty();
      assertThat(memory.recall(Topic.FINGERPRINT, memory.ask("q", List.of(image, second))))
          .isEmpty();
    }
  }

  @Test
  void aFileThatIsMissingHasNoAnswer() {
    try (DatasetMemory memory = memory()) {
      Inquiry inquiry = memory.ask("", List.of(dataset.resolve("none.nii")));
      memory.remember(Topic.SHA256, inquiry, "nothing");
      assertThat(memory.recall(Topic.SHA256, inquiry)).isEmpty();
    }
  }

  /** Whatever byte of the log is damaged or wherever it ends, no wrong answer comes out of it. */
  @Test
  void damagedLinesAreDropped() throws IOException {
    Path second = written("second.nii", "more voxels");
    hashed(image);
    hashed(second);
    byte[] whole = Files.readAllBytes(log());
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x11;
      assertNoWrongAnswer(flipped, second);
      assertNoWrongAnswer(Arrays.copyOf(whole, at), second);
    }
  }

  private void assertNoWrongAnswer(byte[] damaged, Path second) throws IOException {
    Files.write(log(), damaged);
    try (DatasetMemory memory = memory()) {
      Optional<String> first = memory.recall(Topic.SHA256, memory.ask("", List.of(image)));
      Optional<String> other = memory.recall(Topic.SHA256, memory.ask("", List.of(second)));
      assertThat(first.orElse(Sha256.of("voxels"))).isEqualTo(Sha256.of("voxels"));
      assertThat(other.orElse(Sha256.of("more voxels"))).isEqualTo(Sha256.of("more voxels"));
      assertThat(first.isPresent() && other.isPresent() && damaged.length < 200).isFalse();
    }
  }

  @Test
  void aLineAfterOneThatWasCutOffIsWhole() throws IOException {
    hashed(image);
    byte[] whole = Files.readAllBytes(log());
    Files.write(log(), Arrays.copyOf(whole, whole.length - 10));
    Path second = written("second.nii", "more voxels");
    hashed(second);
    changeUnseen(second, "MORE VOXELS");

    assertThat(hashed(second)).isEqualTo(Sha256.of("more voxels"));
  }

  @Test
  void severalWritersLoseNothing() throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      files.add(written("image" + i, "voxels " + i));
    }
    List<Thread> writers =
        IntStream.range(0, 4)
            .mapToObj(
                writer ->
                    new Thread(
                        () -> {
                          try (DatasetMemory memory = memory()) {
                            for (int i = writer; i < files.size(); i += 2) {
                              memory.hashes().of(files.get(i));
                            }
                          }
                        }))
            .toList();
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
    try (DatasetMemory memory = memory()) {
      for (int i = 0; i < files.size(); i++) {
        assertThat(memory.recall(Topic.SHA256, memory.ask("", List.of(files.get(i)))))
            .contains(Sha256.of("voxels " + i));
      }
    }
  }

  @Test
  void aMemoryThatCannotBeWrittenIsToldOfOnceAndDoesNoHarm() throws IOException {
    Path second = written("second.nii", "more voxels");
    try (DatasetMemory memory = memory()) {
      assertThat(memory.recall(Topic.SHA256, memory.ask("", List.of(image)))).isEmpty();
      Files.writeString(place, "a file in the folder's place");
      assertThat(memory.hashes().of(image)).isEqualTo(Sha256.of("voxels"));
      assertThat(memory.hashes().of(second)).isEqualTo(Sha256.of("more voxels"));
    }
    assertThat(warnings).singleElement().asString().contains("sha256-1.log", "reads again");
  }
}
