package org.voxelbench.preparation.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.IntensityProperties;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.Golden;

class FingerprintGoldenTest {

  @TestFactory
  List<DynamicTest> extractsTheReferencesFingerprint() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path folder : Golden.foldersWith(Golden.golden("preprocess"), "golden.json")) {
      tests.add(test(folder, folder.resolve("raw")));
    }
    for (Path folder : Golden.foldersWith(Golden.golden("real_plans"), "golden.json")) {
      tests.add(test(folder, Golden.data("raw", folder.getFileName().toString())));
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  private static DynamicTest test(Path folder, Path raw) {
    return DynamicTest.dynamicTest(
        folder.getFileName().toString(),
        () -> {
          DatasetFingerprint actual =
              FingerprintExtractor.extract(
                  RawDataset.open(raw), CaseWorkers.ofThreads(2, (cases, of) -> {}));
          DatasetFingerprint sampled =
              PlanJson.readFingerprint(folder.resolve("dataset_fingerprint.json"));
          check(actual, sampled);
          JsonNode exact =
              Golden.json(folder.resolve("golden.json")).path("exact_intensity_stats_no_sampling");
          exact
              .properties()
              .forEach(
                  e ->
                      checkExact(
                          actual.foregroundIntensities().get(Integer.valueOf(e.getKey())),
                          e.getValue()));
        });
  }

  private static void check(DatasetFingerprint actual, DatasetFingerprint sampled) {
    assertThat(actual.shapesAfterCrop()).isEqualTo(sampled.shapesAfterCrop());
    assertThat(actual.spacings()).isEqualTo(sampled.spacings());
    assertThat(actual.medianRelativeSizeAfterCropping())
        .isCloseTo(sampled.medianRelativeSizeAfterCropping(), within(1e-12));
    assertThat(actual.foregroundIntensities().keySet())
        .isEqualTo(sampled.foregroundIntensities().keySet());
    actual
        .foregroundIntensities()
        .forEach(
            (channel, own) -> {
              IntensityProperties reference = sampled.foregroundIntensities().get(channel);
              double noise = 1e-3 * reference.std();
              // A percentile of 1e8 draws is off by ranks of 1e-5, here up to four grey levels.
              double rankNoise = 2e-2 * reference.std();
              assertThat(own.mean()).isCloseTo(reference.mean(), within(noise));
              assertThat(own.std()).isCloseTo(reference.std(), within(noise));
              assertThat(own.min()).isEqualTo(reference.min());
              assertThat(own.max()).isEqualTo(reference.max());
              assertThat(own.median()).isCloseTo(reference.median(), within(rankNoise));
              assertThat(own.percentile005())
                  .isCloseTo(reference.percentile005(), within(rankNoise));
              assertThat(own.percentile995())
                  .isCloseTo(reference.percentile995(), within(rankNoise));
            });
  }

  private static void checkExact(IntensityProperties actual, JsonNode exact) {
    close(actual.mean(), exact.get("mean"));
    close(actual.std(), exact.get("std"));
    close(actual.min(), exact.get("min"));
    close(actual.max(), exact.get("max"));
    close(actual.percentile005(), exact.get("weighted_quantile_0.5"));
    close(actual.median(), exact.get("weighted_quantile_50"));
    close(actual.percentile995(), exact.get("weighted_quantile_99.5"));
  }

  private static void close(double actual, JsonNode expected) {
    double value = expected.asDouble();
    assertThat(actual).isCloseTo(value, within(1e-6 * Math.max(1, Math.abs(value))));
  }
}
