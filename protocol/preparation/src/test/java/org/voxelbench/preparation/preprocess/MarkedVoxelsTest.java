package org.voxelbench.preparation.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.volume.VoxelBox;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.datasets.raw.ReaderChoice;
import org.voxelbench.datasets.raw.Scan;
import org.voxelbench.preparation.cache.CachedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;

/** A mask of voxels that no loss may count goes through the cache as labels do. */
class MarkedVoxelsTest {

  private static final String CONFIGURATION = "3d_fullres";
  private static final CaseWorkers WORKERS = CaseWorkers.ofThreads(1, (cases, of) -> {});

  @TempDir private Path folder;
  private RawCase masked;
  private RawCase bare;

  @BeforeEach
  void write() throws Exception {
    RawCase labelled =
        RawDataset.open(RawFixture.write(folder.resolve("Dataset901_Fixture"), 1, false))
            .trainingCases()
            .get(0);
    masked =
        new RawCase(
            "masked",
            List.of(labelled.imageFiles().get(0)),
            Optional.empty(),
            ReaderChoice.AS_STORED,
            labelled.labelFile(),
            Optional.of(Scan.of("someone")));
    bare =
        new RawCase(
            "bare",
            masked.imageFiles(),
            Optional.empty(),
            masked.reader(),
            Optional.empty(),
            masked.scan());
  }

  private PreparedDataset prepared(double... spacing) {
    RawDataset corpus = RawDataset.corpus(folder, List.of(bare, masked));
    DatasetFingerprint fingerprint = FingerprintExtractor.extract(corpus, WORKERS);
    Plan plan =
        new FixedPlanner(
                Arrays.stream(spacing).boxed().toList(),
                List.of(32, 32, 32),
                FixedPlanner.residualEncoderL(),
                2)
            .plan(fingerprint, DatasetSummary.of(corpus));
    Path out = folder.resolve("prepared");
    Preprocessor.prepare(corpus, fingerprint, plan, CONFIGURATION, out, WORKERS);
    return PreparedDataset.open(out, 0);
  }

  /** The mask as read, cropped as the image is. */
  private short[] cropped(CachedCase prepared) {
    short[] mask = masked.ignored().orElseThrow().labels();
    VoxelBox crop = prepared.properties().crop();
    return crop.cut(mask, prepared.properties().shapeBeforeCrop());
  }

  private static short[] marks(CachedCase prepared, int[] lower, int[] size) {
    short[] marks = new short[size[0] * size[1] * size[2]];
    Arrays.fill(marks, (short) 7);
    prepared.readMarks(lower, size, marks);
    return marks;
  }

  @Test
  void withoutResamplingEveryVoxelKeepsItsMark() {
    PreparedDataset prepared = prepared(RawFixture.SPACING);
    CachedCase marked = prepared.preparedCase("masked");
    short[] expected = cropped(marked);
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (short) (expected[i] == 0 ? 0 : 1);
    }

    assertThat(marked.marked()).isTrue();
    assertThat(marks(marked, new int[3], marked.shape())).isEqualTo(expected).contains((short) 1);
  }

  @Test
  void marksAreResampledAsLabelsAre() {
    PreparedDataset prepared = prepared(1.5, 2, 3);
    CachedCase marked = prepared.preparedCase("masked");
    short[] labels = cropped(marked);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (short) (labels[i] == 0 ? 0 : -1);
    }
    Configuration configuration = prepared.configuration();
    short[] expected =
        Resampler.of(configuration.resampling().segmentation())
            .resampleLabels(
                labels,
                marked.properties().shapeAfterCrop(),
                marked.shape(),
                RawFixture.SPACING,
                new double[] {1.5, 2, 3});
    short[] segmentation = new short[expected.length];
    marked.readSegmentation(new int[3], marked.shape(), segmentation);

    assertThat(segmentation).isEqualTo(expected).contains((short) -1, (short) 0);
    short[] marks = marks(marked, new int[3], marked.shape());
    for (int i = 0; i < marks.length; i++) {
      assertThat((int) marks[i]).isEqualTo(-expected[i]);
    }
  }

  @Test
  void whatLiesOutsideTheImageIsNotMarked() {
    CachedCase marked = prepared(RawFixture.SPACING).preparedCase("masked");
    int[] size = {9, 9, 9};
    assertThat(marks(marked, new int[] {-20, -20, -20}, size)).containsOnly((short) 0);
    int[] shape = marked.shape();
    int[] beyond = {-3, -4, -5};
    int[] larger = {shape[0] + 6, shape[1] + 8, shape[2] + 10};
    short[] padded = marks(marked, beyond, larger);
    short[] inside = marks(marked, new int[3], shape);
    int at = 0;
    for (int d = 0; d < larger[0]; d++) {
      for (int h = 0; h < larger[1]; h++) {
        for (int w = 0; w < larger[2]; w++, at++) {
          boolean in =
              d >= 3
                  && d < 3 + shape[0]
                  && h >= 4
                  && h < 4 + shape[1]
                  && w >= 5
                  && w < 5 + shape[2];
          int expected = in ? inside[((d - 3) * shape[1] + h - 4) * shape[2] + w - 5] : 0;
          assertThat((int) padded[at]).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aMaskChangesNoIntensityAndACaseWithoutOneHasNoMarks() throws Exception {
    PreparedDataset prepared = prepared(1.5, 2, 3);
    CachedCase without = prepared.preparedCase("bare");
    int[] shape = without.shape();
    float[] image = new float[shape[0] * shape[1] * shape[2]];
    float[] other = image.clone();
    without.readImage(new int[3], shape, image);
    prepared.preparedCase("masked").readImage(new int[3], shape, other);

    assertThat(other).isEqualTo(image);
    assertThat(without.marked()).isFalse();
    assertThat(marks(without, new int[3], shape)).containsOnly((short) 0);
    assertThat(header("bare")).contains("\"marked\":false");
    assertThat(header("masked")).contains("\"marked\":true");
  }

  private String header(String id) throws Exception {
    return new String(
        Files.readAllBytes(folder.resolve("prepared/cases/" + id + ".vbcase")),
        StandardCharsets.ISO_8859_1);
  }

  @Test
  void anAxisThatVanishesIsSaid() {
    assertThat(CasePreprocessor.tooThin(bare, new double[] {1, 1, 1})).isEmpty();
    assertThat(CasePreprocessor.tooThin(bare, new double[] {200, 1, 1}))
        .hasValueSatisfying(why -> assertThat(why).contains("'bare'", "too thin", "200.0 mm"));
    // One voxel would vanish, but the image has more of them.
    assertThat(CasePreprocessor.tooThin(bare, new double[] {2.5, 1, 1})).isEmpty();
  }
}
