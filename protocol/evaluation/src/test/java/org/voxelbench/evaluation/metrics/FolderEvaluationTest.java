package org.voxelbench.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.results.CaseStatus;

class FolderEvaluationTest {

  @TempDir Path folder;

  @Test
  void theCaseListComesFromTheReferences() {
    Geometry geometry = Geometry.axisAligned(new int[] {1, 2, 2}, new double[] {1, 1, 1});
    LabelMap labels = new LabelMap(geometry, new short[] {0, 1, 1, 0});
    Path a = folder.resolve("ref").resolve("a.nii.gz");
    Path b = folder.resolve("ref").resolve("b.nii.gz");
    Path predictions = folder.resolve("pred");
    NiftiWriter.write(a, labels);
    NiftiWriter.write(b, labels);
    NiftiWriter.write(predictions.resolve("a.nii.gz"), labels);
    Evaluator evaluator =
        new Evaluator(List.of(new EvaluatedClass("one", List.of(1), false)), OptionalInt.empty());
    List<ScoredFile> scored =
        new FolderEvaluation(evaluator, predictions).score(new TreeMap<>(Map.of("b", b, "a", a)));
    assertThat(scored).extracting(file -> file.score().caseId()).containsExactly("a", "b");
    assertThat(scored)
        .extracting(file -> file.score().classes().get(0).status())
        .containsExactly(CaseStatus.SCORED, CaseStatus.MISSING);
    Summary summary = Summary.of(scored);
    assertThat(summary.mean().get("1").get("Dice")).isEqualTo(0.5);
    assertThat(summary.perCase().get(1).predictionFile())
        .isEqualTo(predictions.resolve("b.nii.gz").toString());
  }

  @Test
  void allPredictionsWithUndeclaredLabelsAreNamed() {
    Geometry geometry = Geometry.axisAligned(new int[] {1, 2, 2}, new double[] {1, 1, 1});
    LabelMap sound = new LabelMap(geometry, new short[] {0, 1, 1, 4});
    LabelMap mask = new LabelMap(geometry, new short[] {0, 255, 255, 0});
    SortedMap<String, Path> references = new TreeMap<>();
    for (String id : List.of("a", "b", "c")) {
      references.put(id, folder.resolve("ref").resolve(id + ".nii.gz"));
      NiftiWriter.write(references.get(id), sound);
      NiftiWriter.write(
          folder.resolve("pred").resolve(id + ".nii.gz"), id.equals("b") ? sound : mask);
    }
    Evaluator evaluator =
        new Evaluator(List.of(new EvaluatedClass("one", List.of(1, 2), true)), OptionalInt.of(4));
    FolderEvaluation evaluation = new FolderEvaluation(evaluator, folder.resolve("pred"));

    assertThatThrownBy(() -> evaluation.score(references))
        .isInstanceOfSatisfying(
            BadInputException.class,
            e -> {
              assertThat(e.sentences()).hasSize(2);
              assertThat(e.sentences().get(0)).contains("pred/a.nii.gz", "255", "[0, 1, 2, 4]");
              assertThat(e.sentences().get(1)).contains("pred/c.nii.gz", "dataset.json");
            });

    NiftiWriter.write(references.get("c"), mask);
    assertThatThrownBy(() -> evaluation.score(references)).hasMessageContaining("ref/c.nii.gz");
  }
}
