package org.voxelbench.harness.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.IntensityProperties;
import org.voxelbench.preparation.plan.Normalization;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.protocol.Protocols;

/**
 * What a plan of pre-training takes from the data set's own. nnU-Net normalises within the mask
 * where cropping leaves less than 3/4 of a case and the scheme allows it, and pools the Dice loss
 * of the full resolution where it plans a lower one too.
 */
class DownstreamPlannerTest {

  private static final int SMALL = 100;

  /** Of which a patch sees so little that nnU-Net plans a low resolution. */
  private static final int LARGE = 500;

  private static DownstreamPlanner planner(String switches) {
    String protocol =
        TinyBenchmark.protocol("{id: mae}")
            .replace(", maxPatchSize: [16, 16, 16], batchSize: 2, features: [4, 8]", "")
            .replace("fixed: {", "fixed: {" + switches);
    return new DownstreamPlanner(Protocols.parse("tiny.yaml", protocol));
  }

  private static DatasetFingerprint fingerprint(int edge, double kept, boolean labelled) {
    SortedMap<Integer, IntensityProperties> foreground = new TreeMap<>();
    if (labelled) {
      foreground.put(0, new IntensityProperties(0, 0, 0, 0, 0, 0, 0));
    }
    return new DatasetFingerprint(
        Collections.nCopies(4, List.of(1.0, 1.0, 1.0)),
        Collections.nCopies(4, List.of(edge, edge, edge)),
        foreground,
        kept);
  }

  private static Configuration planned(
      String switches, TrainingPlan kind, DatasetFingerprint fingerprint) {
    DatasetSummary dataset = new DatasetSummary("MyData", List.of("T1", "CT"), 3, 4, "NibabelIO");
    Plan plan = planner(switches).plan(dataset.name(), kind, fingerprint, dataset);
    return plan.configuration("3d_fullres");
  }

  @ParameterizedTest
  @CsvSource({"0.74, true", "0.75, false", "1, false"})
  void theMaskIsUsedWhereTheOwnPlanUsesItAndOnlyIfTheProtocolSaysSo(double kept, boolean own) {
    DatasetFingerprint fingerprint = fingerprint(SMALL, kept, true);

    assertThat(planned("", TrainingPlan.FIXED, fingerprint).useMaskForNorm())
        .containsExactly(false, false);
    assertThat(planned("maskNormalization: never, ", TrainingPlan.FIXED, fingerprint))
        .extracting(Configuration::useMaskForNorm)
        .isEqualTo(List.of(false, false));
    Configuration followed = planned("maskNormalization: own, ", TrainingPlan.FIXED, fingerprint);
    assertThat(followed.useMaskForNorm())
        .as("a CT has no mask under its own plan")
        .containsExactly(own, false);
    assertThat(followed.normalizationSchemes())
        .as("the scheme itself stays that of pre-training")
        .containsOnly(Normalization.Z_SCORE);
  }

  @ParameterizedTest
  @CsvSource({SMALL + ", false", LARGE + ", true"})
  void theDiceLossIsPooledWhereTheOwnPlanPoolsItAndOnlyIfTheProtocolSaysSo(int edge, boolean own) {
    DatasetFingerprint fingerprint = fingerprint(edge, 0.5, true);

    assertThat(planned("", TrainingPlan.FIXED, fingerprint).batchDice()).isFalse();
    assertThat(planned("maskNormalization: own, ", TrainingPlan.FIXED, fingerprint).batchDice())
        .isFalse();
    Configuration followed = planned("batchDice: own, ", TrainingPlan.FIXED, fingerprint);
    assertThat(followed.batchDice()).isEqualTo(own);
    assertThat(followed.useMaskForNorm()).containsExactly(false, false);
  }

  @ParameterizedTest
  @EnumSource(names = {"FIXED", "NO_RESAMPLING", "CHECKPOINT"})
  void everyPlanThatIsNotTheDataSetsOwnFollowsIt(DownstreamPlan word) {
    TrainingPlan kind =
        word == DownstreamPlan.CHECKPOINT
            ? TrainingPlan.ofCheckpoint(FixedPlanner.paper(2))
            : TrainingPlan.of(word);
    DatasetFingerprint fingerprint = fingerprint(LARGE, 0.5, true);
    Configuration silent = planned("", kind, fingerprint);
    Configuration followed = planned("maskNormalization: own, batchDice: own, ", kind, fingerprint);

    assertThat(followed.useMaskForNorm()).containsExactly(true, false);
    assertThat(followed.batchDice()).isTrue();
    assertThat(followed)
        .usingRecursiveComparison()
        .ignoringFields("useMaskForNorm", "batchDice")
        .isEqualTo(silent);
  }

  @Test
  void theOwnPlanAndThatOfUnlabelledImagesStayAsTheyAre() {
    String both = "maskNormalization: own, batchDice: own, ";
    TrainingPlan own = TrainingPlan.of(DownstreamPlan.DYNAMIC);
    DatasetFingerprint labelled = fingerprint(LARGE, 0.5, true);
    assertThat(planned(both, own, labelled))
        .usingRecursiveComparison()
        .isEqualTo(planned("", own, labelled));

    Configuration corpus = planned(both, TrainingPlan.FIXED, fingerprint(LARGE, 0.5, false));
    assertThat(corpus.useMaskForNorm()).containsExactly(false, false);
    assertThat(corpus.batchDice()).isFalse();
  }
}
