package org.voxelbench.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.evaluation.surface.SurfaceScore;
import org.voxelbench.results.CaseStatus;

class SurfaceCsvTest {

  private static final EvaluatedClass ONE = new EvaluatedClass("one", List.of(1), false);
  private static final EvaluatedClass BOTH = new EvaluatedClass("both", List.of(1, 2), true);

  @TempDir Path folder;

  private static ScoredFile scored(String id, CaseStatus status, SurfaceScore a, SurfaceScore b) {
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

  private static final List<ScoredFile> FILES =
      List.of(
          scored(
              "a",
              CaseStatus.SCORED,
              new SurfaceScore(0.25, 0.5, 1.5),
              new SurfaceScore(0.5, 1, 2)),
          scored("b", CaseStatus.EMPTY, SurfaceScore.UNDEFINED, SurfaceScore.UNDEFINED),
          scored("c", CaseStatus.MISSING, SurfaceScore.WORST, SurfaceScore.WORST));

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
    SurfaceSummary summary = SurfaceSummary.of(FILES);
    assertThat(summary.nsd1mm()).isEqualTo((0.125 + 0.25) / 2);
    assertThat(summary.nsd2mm()).isEqualTo((0.25 + 0.5) / 2);
    assertThat(SurfaceSummary.of(FILES.subList(1, 2)).nsd1mm()).isNaN();
  }
}
