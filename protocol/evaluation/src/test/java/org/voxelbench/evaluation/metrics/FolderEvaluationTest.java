package org.voxelbench.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.SegmentationFolder;
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
        new FolderEvaluation(evaluator, SegmentationFolder.open(predictions, ".nii.gz"))
            .score(List.of(labelled("a", a), labelled("b", b)));
    assertThat(scored).extracting(file -> file.score().caseId()).containsExactly("a", "b");
    assertThat(scored)
        .extracting(file -> file.score().classes().get(0).status())
        .containsExactly(CaseStatus.SCORED, CaseStatus.MISSING);
    Summary summary = Summary.of(scored);
    assertThat(summary.mean().get("1").get("Dice")).isEqualTo(0.5);
    assertThat(summary.perCase().get(1).predictionFile())
        .isEqualTo(predictions.resolve("b.nii.gz").toString());
  }

  private static RawCase labelled(String id, Path label) {
    return new RawCase(id, List.of(), Optional.of(label));
  }

  @Test
  void allPredictionsWithUndeclaredLabelsAreNamed() {
    Geometry geometry = Geometry.axisAligned(new int[] {1, 2, 2}, new double[] {1, 1, 1});
    LabelMap sound = new LabelMap(geometry, new short[] {0, 1, 1, 4});
    LabelMap mask = new LabelMap(geometry, new short[] {0, 255, 255, 0});
    List<RawCase> references = new ArrayList<>();
    for (String id : List.of("a", "b", "c")) {
      Path reference = folder.resolve("ref").resolve(id + ".nii.gz");
      references.add(labelled(id, reference));
      NiftiWriter.write(reference, sound);
      NiftiWriter.write(
          folder.resolve("pred").resolve(id + ".nii.gz"), id.equals("b") ? sound : mask);
    }
    Evaluator evaluator =
        new Evaluator(List.of(new EvaluatedClass("one", List.of(1, 2), true)), OptionalInt.of(4));
    FolderEvaluation evaluation =
        new FolderEvaluation(evaluator, SegmentationFolder.open(folder.resolve("pred")));

    assertThatThrownBy(() -> evaluation.score(references))
        .isInstanceOfSatisfying(
            BadInputException.class,
            e -> {
              assertThat(e.sentences()).hasSize(2);
              assertThat(e.sentences().get(0)).contains("pred/a.nii.gz", "255", "[0, 1, 2, 4]");
              assertThat(e.sentences().get(1)).contains("pred/c.nii.gz", "dataset.json");
            });

    NiftiWriter.write(folder.resolve("ref").resolve("c.nii.gz"), mask);
    assertThatThrownBy(() -> evaluation.score(references)).hasMessageContaining("ref/c.nii.gz");
  }
}
