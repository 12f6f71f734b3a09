package org.voxelbench.preparation.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.memory.DatasetMemory;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.RawFixture;

class RememberedFingerprintTest {

  private static final CaseWorkers WORKERS = CaseWorkers.ofThreads(2, (cases, of) -> {});
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir private Path temporary;

  private DatasetFingerprint remembered(RawDataset dataset) {
    try (DatasetMemory memory =
        DatasetMemory.in(temporary.resolve("memory"), dataset.folder(), sentence -> {})) {
      return FingerprintExtractor.extract(dataset, WORKERS, memory);
    }
  }

  private static List<Path> files(RawDataset dataset) {
    return dataset.trainingCases().stream().flatMap(one -> one.files().stream()).toList();
  }

  private static void age(RawDataset dataset) throws IOException {
    for (Path file : files(dataset)) {
      Files.setLastModifiedTime(file, LONG_AGO);
    }
  }

  /** Makes files unreadable as images, such that they look the same. */
  private static void spoil(Stream<Path> files) throws IOException {
    for (Path file : files.toList()) {
      Files.write(file, new byte[(int) Files.size(file)]);
      Files.setLastModifiedTime(file, LONG_AGO);
    }
  }

  @Test
  void ofALabelledDataSetTheWholeIsRememberedToTheBit() throws IOException {
    Path folder = RawFixture.write(temporary.resolve("data"), 3, false);
    RawDataset dataset = RawDataset.open(folder);
    age(dataset);
    DatasetFingerprint read = FingerprintExtractor.extract(dataset, WORKERS);
    assertThat(remembered(dataset)).isEqualTo(read);
    spoil(files(dataset).stream());

    assertThat(remembered(dataset)).isEqualTo(read);
  }

  @Test
  void ofACorpusACaseThatChangedIsReadAlone() throws IOException {
    Path folder = RawFixture.write(temporary.resolve("data"), 3, false).resolve("imagesTr");
    RawDataset dataset = RawDataset.unlabelled(folder);
    age(dataset);
    DatasetFingerprint read = FingerprintExtractor.extract(dataset, WORKERS);
    assertThat(remembered(dataset)).isEqualTo(read);
    List<Path> files = files(dataset);
    Files.copy(files.get(0), files.get(4), StandardCopyOption.REPLACE_EXISTING);
    DatasetFingerprint changed = FingerprintExtractor.extract(dataset, WORKERS);
    assertThat(changed).isNotEqualTo(read);
    spoil(files.stream().filter(file -> !file.equals(files.get(4))));

    assertThat(remembered(dataset)).isEqualTo(changed);
  }
}
