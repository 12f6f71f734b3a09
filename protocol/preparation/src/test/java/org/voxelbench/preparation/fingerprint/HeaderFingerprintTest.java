package org.voxelbench.preparation.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.CroppedCase;

/** Headers say what reading the voxels says, as far as it is before cropping. */
class HeaderFingerprintTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"NibabelIO", "NibabelIOWithReorient"})
  void spacingsAndShapesAreThoseOfTheVoxels(String reader) throws IOException {
    Path data = folder.resolve("Data");
    Phantoms.write(new PhantomSpec(PhantomKind.NUCLEI, 3, 1, new int[] {12, 20, 16}), data);
    Path json = data.resolve("dataset.json");
    Files.writeString(
        json,
        Files.readString(json)
            .replaceFirst("\\{", "{\"overwrite_image_reader_writer\": \"" + reader + "\","));
    RawDataset raw = RawDataset.open(data);

    DatasetFingerprint headers = HeaderFingerprint.of(raw);

    DatasetFingerprint voxels =
        FingerprintExtractor.extract(raw, CaseWorkers.ofThreads(1, (done, total) -> {}));
    assertThat(headers.spacings()).isEqualTo(voxels.spacings());
    List<List<Integer>> shapes =
        raw.trainingCases().stream()
            .map(each -> CroppedCase.read(each, new int[] {0, 1, 2}, true))
            .map(cropped -> cropped.properties().shapeBeforeCrop())
            .map(shape -> List.of(shape[0], shape[1], shape[2]))
            .toList();
    assertThat(headers.shapesAfterCrop()).isEqualTo(shapes);
  }

  @Test
  void mediansAreThoseOfTheCases() {
    DatasetFingerprint cases =
        new DatasetFingerprint(
            List.of(List.of(1.0, 1.0, 1.0), List.of(2.0, 1.0, 1.0), List.of(4.0, 1.0, 3.0)),
            List.of(List.of(10, 20, 30), List.of(10, 20, 30), List.of(10, 20, 30)),
            new TreeMap<>(),
            1);

    assertThat(cases.medianSpacing()).containsExactly(2, 1, 1);
    // Extents along D are 10, 20 and 40 mm, along W 30, 30 and 90 mm.
    assertThat(cases.medianShape(new double[] {2, 1, 1})).containsExactly(10, 20, 30);
  }
}
