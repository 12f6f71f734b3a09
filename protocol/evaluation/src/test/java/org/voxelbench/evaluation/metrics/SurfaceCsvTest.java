package org.voxelbench.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.metric.Confusion;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

class SurfaceCsvTest {

  private static final EvaluatedClass ONE = new EvaluatedClass("one", List.of(1), false);
  private static final EvaluatedClass BOTH = new EvaluatedClass("both", List.of(1, 2), true);

  @TempDir Path folder;

  private static ScoredFile scored(String id, CaseStatus status, MetricValues a, MetricValues b) {
    Confusion confusion = new Confusion(1, 0, 0, 0);
    return new ScoredFile(
        new CaseScore(
            id,
            List.of(
                new ClassScore(ONE, status, confusion, a),
                new ClassScore(BOTH, status, confusion, b))),
        Path.of(id),
        Path.of(id));
  }

  private static MetricValues surface(double nsd1mm, double nsd2mm, double hd95mm) {
    return MetricValues.of(
        Map.of(Metrics.NSD_1MM, nsd1mm, Metrics.NSD_2MM, nsd2mm, Metrics.HD95, hd95mm));
  }

  private static final MetricValues WORST = surface(0, 0, Double.POSITIVE_INFINITY);

  private static final List<ScoredFile> FILES =
      List.of(
          scored("a", CaseStatus.SCORED, surface(0.25, 0.5, 1.5), surface(0.5, 1, 2)),
          scored("b", CaseStatus.EMPTY, MetricValues.UNDEFINED, MetricValues.UNDEFINED),
          scored("c", CaseStatus.MISSING, WORST, WORST));

  @Test
  void theFileHasOneRowForEachCaseAndClass() {
    Path file = folder.resolve(SurfaceCsv.NAME);
    SurfaceCsv.write(file, FILES);
    assertThat(file)
        .hasContent(
            """
            case,label,label_values,status,nsd_1mm,nsd_2mm,hd95_mm
            a,one,1,scored,0.25,0.5,1.5
            a,both,1+2,scored,0.5,1.0,2.0
            b,one,1,empty,NaN,NaN,NaN
            b,both,1+2,empty,NaN,NaN,NaN
            c,one,1,missing,0.0,0.0,Infinity
            c,both,1+2,missing,0.0,0.0,Infinity
            """);
  }

  @Test
  void theMeanIsOverCasesThatDefineAClassAndThenOverClasses() {
    assertThat(FolderAverage.of(FILES, Metrics.NSD_1MM)).isEqualTo((0.125 + 0.25) / 2);
    assertThat(FolderAverage.of(FILES, Metrics.NSD_2MM)).isEqualTo((0.25 + 0.5) / 2);
    assertThat(FolderAverage.of(FILES.subList(1, 2), Metrics.NSD_1MM)).isNaN();
  }

  @Test
  void aDistanceHasTheMedianOverAllCasesAndClasses() {
    assertThat(FolderAverage.of(FILES.subList(0, 1), Metrics.HD95)).isEqualTo((1.5 + 2) / 2);
    assertThat(FolderAverage.of(FILES, Metrics.HD95)).as("1.5, 2, two infinite").isInfinite();
    assertThat(FolderAverage.of(FILES.subList(2, 3), Metrics.HD95)).as("two infinite").isInfinite();
    assertThat(FolderAverage.of(FILES.subList(1, 2), Metrics.HD95)).isNaN();
  }

  @Test
  void opposedErrorsOfVolumeDoNotCancel() {
    Metric rvd = Metrics.named("rvd");
    List<ScoredFile> files =
        List.of(
            scored(
                "a",
                CaseStatus.SCORED,
                MetricValues.of(Map.of(rvd, -0.5)),
                MetricValues.of(Map.of(rvd, 0.25))));
    assertThat(FolderAverage.of(files, rvd)).isEqualTo((0.5 + 0.25) / 2);
  }
}
