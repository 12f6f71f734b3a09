package org.voxelbench.preparation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.plan.PlannerPreset;
import org.voxelbench.preparation.preprocess.CasePreprocessor;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.Preprocessor;
import org.voxelbench.preparation.preprocess.RawFixture;

/** A small raw data set, its plan, and the folder that it is prepared in. */
final class PreparedFixture {

  static final String CONFIGURATION = "3d_fullres";
  static final FileTime OLD = FileTime.fromMillis(1_000_000);

  private static final CaseWorkers WORKERS = CaseWorkers.ofThreads(2, (cases, of) -> {});

  final Path folder;
  RawDataset raw;
  DatasetFingerprint fingerprint;
  Plan plan;

  PreparedFixture(Path temporary) throws IOException {
    folder = temporary.resolve("prepared");
    take(RawDataset.open(RawFixture.write(temporary.resolve("Dataset901_Fixture"), 3, false)));
    plan = plan(PlanOverrides.none().withSpacing(1, 1, 3.5).withBatchSize(2));
  }

  /** Goes on with another raw data set, whose plan is to be made. */
  void take(RawDataset other) {
    raw = other;
    fingerprint = FingerprintExtractor.extract(raw, WORKERS);
  }

  Plan plan(PlanOverrides overrides) {
    return new ExperimentPlanner(PlannerPreset.RESENC_M, overrides)
        .plan(fingerprint, DatasetSummary.of(raw));
  }

  void prepare() {
    prepare(WORKERS);
  }

  void prepare(CaseWorkers workers) {
    Preprocessor.prepare(raw, fingerprint, plan, CONFIGURATION, folder, workers);
  }

  /** What a check of the folder finds. */
  List<String> faults(Optional<String> rawHash) {
    List<String> faults = new ArrayList<>();
    PreparedCheck.check(folder, rawHash.map(Set::of).orElse(Set.of()), faults::add);
    return faults;
  }

  static void assertPatch(PreparedCase cached, PreprocessedCase expected, int[] lower, int[] size) {
    int voxels = size[0] * size[1] * size[2];
    float[] image = new float[cached.channels() * voxels];
    short[] segmentation = new short[voxels];
    cached.readImage(lower, size, image);
    cached.readSegmentation(lower, size, segmentation);
    int[] shape = expected.shape();
    int at = 0;
    for (int d = lower[0]; d < lower[0] + size[0]; d++) {
      for (int h = lower[1]; h < lower[1] + size[1]; h++) {
        for (int w = lower[2]; w < lower[2] + size[2]; w++, at++) {
          boolean inside =
              d >= 0 && h >= 0 && w >= 0 && d < shape[0] && h < shape[1] && w < shape[2];
          int voxel = (d * shape[1] + h) * shape[2] + w;
          for (int c = 0; c < cached.channels(); c++) {
            float value = inside ? expected.channels().get(c)[voxel] : 0;
            assertThat(image[c * voxels + at]).isEqualTo(value);
          }
          assertThat(segmentation[at])
              .isEqualTo(inside ? expected.segmentation()[voxel] : (short) -1);
        }
      }
    }
  }

  Path caseFile(String id) {
    return folder.resolve("cases").resolve(id + CaseFile.ENDING);
  }

  /** Dates all cases back, so that those that are made anew are known. */
  void age() throws IOException {
    for (String id : PreparedDataset.open(folder, 0).caseIds()) {
      Files.setLastModifiedTime(caseFile(id), OLD);
    }
  }

  List<String> madeAnew() {
    return PreparedDataset.open(folder, 0).caseIds().stream()
        .filter(id -> caseFile(id).toFile().lastModified() != OLD.toMillis())
        .toList();
  }

  /** The same case as it is before it is stored. */
  PreprocessedCase preprocessed(RawCase rawCase) {
    return new CasePreprocessor(plan, plan.configuration(CONFIGURATION))
        .run(rawCase, Optional.of(raw.labels()), new RandomStreams(1).stream("test"));
  }
}
