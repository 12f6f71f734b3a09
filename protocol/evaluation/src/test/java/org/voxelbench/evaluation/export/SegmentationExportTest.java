package org.voxelbench.evaluation.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.datasets.raw.Reorientation;
import org.voxelbench.preparation.cache.PreprocessedCase;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.plan.PlannerPreset;
import org.voxelbench.preparation.preprocess.CasePreprocessor;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.RawFixture;

class SegmentationExportTest {

  private static final BiFunction<DatasetFingerprint, DatasetSummary, Plan> TRANSPOSING =
      new ExperimentPlanner(
              PlannerPreset.DEFAULT,
              PlanOverrides.none()
                  .withSpacing(RawFixture.SPACING[0], RawFixture.SPACING[1], RawFixture.SPACING[2]))
          ::plan;
  private static final BiFunction<DatasetFingerprint, DatasetSummary, Plan> WITHOUT_RESAMPLING =
      new FixedPlanner(
              List.of(2.0, 2.0, 2.0), List.of(32, 32, 32), FixedPlanner.residualEncoderL(), 2)
          ::planWithoutResampling;

  @TempDir Path temporary;

  /** Without resampling, logits made of the labels give the label map's file again. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void undoesTranspositionCropAndReorientation(boolean reorient) throws Exception {
    Fixture fixture = new Fixture(temporary, reorient);
    PreprocessedCase prepared = fixture.prepared();

    LabelMap exported =
        fixture
            .export()
            .export(fixture.logits(prepared)::get, prepared.shape(), prepared.properties());

    assertComesBack(fixture, exported);
  }

  private static void assertComesBack(Fixture fixture, LabelMap exported) {
    Path file = fixture.rawCase().labelFile().orElseThrow();
    short[] expected = Nifti.readLabelMap(file).labels();
    for (int i = 0; i < expected.length; i++) {
      // The ignore label is no prediction.
      short label = expected[i] == 3 ? 0 : expected[i];
      assertThat(exported.labels()[i]).isEqualTo(label);
    }
    assertThat(exported.geometry().affine()).isDeepEqualTo(Nifti.geometry(file).affine());
  }

  /** A plan whose spacing and patch are far from the case's changes nothing if it isn't used. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCaseThatWasNotResampledComesBackOnItsOwnGrid(boolean reorient) throws Exception {
    Fixture fixture = new Fixture(temporary, reorient, WITHOUT_RESAMPLING);
    PreprocessedCase prepared = fixture.prepared();
    assertThat(prepared.shape()).isEqualTo(prepared.properties().shapeAfterCrop());

    assertComesBack(
        fixture,
        fixture
            .export()
            .export(fixture.logits(prepared)::get, prepared.shape(), prepared.properties()));
  }

  @Test
  void refusesLogitsOfADivergedNetwork() throws Exception {
    Fixture fixture = new Fixture(temporary, false);
    PreprocessedCase prepared = fixture.prepared();
    List<float[]> logits = fixture.logits(prepared);
    logits.get(1)[5] = Float.NaN;

    assertThatThrownBy(
            () -> fixture.export().export(logits::get, prepared.shape(), prepared.properties()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("NaN");
  }

  /**
   * Where a region was painted its probability is that of the logit 4, elsewhere less than half.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void probabilitiesOfRegionsLieWhereTheyArePainted(boolean reorient) throws Exception {
    Fixture fixture = new Fixture(temporary, reorient);
    PreprocessedCase prepared = fixture.prepared();

    SegmentationExport.Exported exported =
        fixture
            .export()
            .exportWithProbabilities(
                fixture.logits(prepared)::get, prepared.shape(), prepared.properties());

    Probabilities probabilities = exported.probabilities();
    float high = (float) (1 / (1 + Math.exp(-4)));
    LabelMap stored = Nifti.readLabelMap(fixture.rawCase().labelFile().orElseThrow());
    LabelMap asRead = reorient ? Reorientation.of(stored.geometry()).apply(stored) : stored;
    assertThat(probabilities.shape()).isEqualTo(asRead.geometry().size());
    for (int k = 0; k < probabilities.classes(); k++) {
      List<Integer> region = fixture.raw.labels().foreground().get(k);
      float[] channel = probabilities.channel().apply(k);
      for (int i = 0; i < channel.length; i++) {
        boolean member = region.contains((int) asRead.labels()[i]);
        assertThat(channel[i] == high).isEqualTo(member);
        assertThat(channel[i]).isLessThan(member ? 1 : 0.5f);
      }
    }
    assertThat(exported.segmentation().labels())
        .isEqualTo(
            fixture
                .export()
                .export(fixture.logits(prepared)::get, prepared.shape(), prepared.properties())
                .labels());
  }

  private static final class Fixture {
    private final RawDataset raw;
    private final Plan plan;
    private final Configuration configuration;

    Fixture(Path folder, boolean reorient) throws Exception {
      this(folder, reorient, TRANSPOSING);
      assertThat(plan.transposeForward()).containsExactly(2, 0, 1);
    }

    Fixture(
        Path folder, boolean reorient, BiFunction<DatasetFingerprint, DatasetSummary, Plan> planner)
        throws Exception {
      raw = RawDataset.open(RawFixture.write(folder.resolve("Dataset901_Fixture"), 2, reorient));
      plan =
          planner.apply(
              FingerprintExtractor.extract(raw, CaseWorkers.ofThreads(1, (cases, of) -> {})),
              DatasetSummary.of(raw));
      configuration = plan.configuration("3d_fullres");
    }

    RawCase rawCase() {
      return raw.trainingCases().get(1);
    }

    PreprocessedCase prepared() {
      return new CasePreprocessor(plan, configuration)
          .run(rawCase(), Optional.of(raw.labels()), new RandomStreams(1).stream("test"));
    }

    SegmentationExport export() {
      return new SegmentationExport(plan, configuration, raw.labels());
    }

    List<float[]> logits(PreprocessedCase prepared) {
      short[] segmentation = prepared.segmentation();
      List<float[]> logits = new ArrayList<>();
      for (List<Integer> region : raw.labels().foreground()) {
        float[] channel = new float[segmentation.length];
        for (int i = 0; i < channel.length; i++) {
          channel[i] = region.contains((int) segmentation[i]) ? 4 : -4;
        }
        logits.add(channel);
      }
      return logits;
    }
  }
}
