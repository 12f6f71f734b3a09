package org.voxelbench.preparation.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.cache.PreprocessedCase;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;

/** Cases of other spacings stay as they are, but for crop and z-score. */
class WithoutResamplingTest {

  private static final double[][] SPACINGS = {{1, 1, 1}, {0.5, 3, 1.2}, {4, 0.7, 0.7}};
  private static final int[][] SHAPES = {{12, 10, 14}, {20, 6, 9}, {5, 16, 15}};

  @TempDir Path folder;
  private RawDataset raw;
  private DatasetFingerprint fingerprint;
  private Plan plan;

  @BeforeEach
  void writeCases() throws IOException {
    Path dataset = folder.resolve("Dataset902_Spacings");
    Files.createDirectories(dataset.resolve("imagesTr"));
    Files.createDirectories(dataset.resolve("labelsTr"));
    Files.writeString(
        dataset.resolve("dataset.json"),
        """
        {"channel_names": {"0": "CT"}, "labels": {"background": 0, "ball": 1},
         "numTraining": 3, "file_ending": ".nii.gz"}
        """);
    RandomStream random = new RandomStreams(3).stream("voxels");
    for (int i = 0; i < SHAPES.length; i++) {
      Geometry geometry = Geometry.axisAligned(SHAPES[i], SPACINGS[i]);
      float[] voxels = new float[(int) geometry.voxels()];
      short[] labels = new short[voxels.length];
      // The first plane of voxels is empty, so that the crop takes it off.
      for (int v = SHAPES[i][1] * SHAPES[i][2]; v < voxels.length; v++) {
        voxels[v] = (float) (500 + 100 * random.nextGaussian());
        labels[v] = (short) (random.chance(0.3) ? 1 : 0);
      }
      NiftiWriter.write(
          dataset.resolve("imagesTr/case_" + i + "_0000.nii.gz"), new Image(geometry, voxels));
      NiftiWriter.write(
          dataset.resolve("labelsTr/case_" + i + ".nii.gz"), new LabelMap(geometry, labels));
    }
    raw = RawDataset.open(dataset);
    fingerprint = FingerprintExtractor.extract(raw, CaseWorkers.ofThreads(1, (cases, of) -> {}));
    plan = planner().planWithoutResampling(fingerprint, DatasetSummary.of(raw));
  }

  private static FixedPlanner planner() {
    return new FixedPlanner(
        List.of(1.0, 1.0, 1.0), List.of(32, 32, 32), FixedPlanner.residualEncoderL(), 2);
  }

  private PreprocessedCase prepared(RawCase one) {
    return new CasePreprocessor(plan, plan.configuration("3d_fullres"))
        .run(one, Optional.of(raw.labels()), new RandomStreams(1).stream("test"));
  }

  @Test
  void voxelsAreThoseOfTheCroppedImageLessTheirMeanByTheirDeviation() {
    for (int i = 0; i < SHAPES.length; i++) {
      RawCase one = raw.trainingCases().get(i);
      PreprocessedCase prepared = prepared(one);
      int[] shape = {SHAPES[i][0] - 1, SHAPES[i][1], SHAPES[i][2]};
      assertThat(prepared.shape()).containsExactly(shape);
      float[] image = one.images().get(0).voxels();
      short[] labels = one.labelMap().labels();
      int skipped = shape[1] * shape[2];
      int kept = image.length - skipped;
      double mean = 0;
      double squares = 0;
      for (int v = skipped; v < image.length; v++) {
        mean += image[v] / kept;
      }
      for (int v = skipped; v < image.length; v++) {
        squares += (image[v] - mean) * (image[v] - mean) / kept;
      }
      for (int v = 0; v < kept; v++) {
        assertThat((double) prepared.channels().get(0)[v])
            .isCloseTo((image[skipped + v] - mean) / Math.sqrt(squares), within(1e-4));
        assertThat(prepared.segmentation()[v]).isEqualTo(labels[skipped + v]);
      }
    }
  }

  @Test
  void thePlanIsTheFixedOneButForItsSpacing() {
    Configuration fixed =
        planner().plan(fingerprint, DatasetSummary.of(raw)).configuration("3d_fullres");
    Configuration kept = plan.configuration("3d_fullres");

    assertThat(kept.patchSize()).containsExactly(fixed.patchSize());
    assertThat(kept.batchSize()).isEqualTo(fixed.batchSize());
    assertThat(kept.architecture()).isEqualTo(fixed.architecture());
    assertThat(kept.normalizationSchemes()).isEqualTo(fixed.normalizationSchemes());
    assertThat(kept.spacing()).containsExactly(1, 1, 1);
    assertThat(kept.medianSize()).containsExactly(11, 10, 14);
    assertThat(kept.targetSpacing(SPACINGS[1])).containsExactly(SPACINGS[1]);
    assertThat(fixed.targetSpacing(SPACINGS[1])).containsExactly(1, 1, 1);
  }

  @Test
  void aCaseTakesNoMemoryForResampling() {
    RawCase one = raw.trainingCases().get(0);
    Plan fixed = planner().plan(fingerprint, DatasetSummary.of(raw));
    double voxels = SHAPES[0][0] * SHAPES[0][1] * SHAPES[0][2];

    assertThat(
            MemoryEstimate.ofPreprocessing(one, fixed, fixed.configuration("3d_fullres"))
                - MemoryEstimate.ofPreprocessing(one, plan, plan.configuration("3d_fullres")))
        .isEqualTo(16 * voxels);
  }

  @Test
  void aPlansFileKeepsItAndRefusesHalfOfIt() throws IOException {
    Path file = folder.resolve("plan.json");
    PlanJson.write(plan, file);
    String text = Files.readString(file);

    assertThat(PlanJson.toJson(PlanJson.readPlan(file))).isEqualTo(PlanJson.toJson(plan));
    assertThat(PlanJson.readPlan(file).configuration("3d_fullres").resampling().keepsSpacing())
        .isTrue();
    assertThat(text.split("no_resampling_data_or_seg_to_shape", -1)).hasSize(1 + 3);
    Files.writeString(
        file,
        text.replace(
            "\"resampling_fn_seg\" : \"no_resampling", "\"resampling_fn_seg\" : \"resample"));
    assertThatThrownBy(() -> PlanJson.readPlan(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'resampling_fn_seg'")
        .hasMessageContaining("as resampling_fn_data is");
  }
}
