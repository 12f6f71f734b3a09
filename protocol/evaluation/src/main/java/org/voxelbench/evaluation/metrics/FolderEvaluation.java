package org.voxelbench.evaluation.metrics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;

/**
 * Scores a folder of predictions against all references that are expected, so that a prediction
 * that is missing can't go unnoticed.
 *
 * @param evaluator what is scored
 * @param predictions folder of files named as the references are
 */
public record FolderEvaluation(Evaluator evaluator, Path predictions) {

  /**
   * Scores every case.
   *
   * @param references the reference of each case, by the case's name
   * @throws BadInputException naming all files that hold undeclared labels; or the case, if
   *     prediction and reference don't lie on the same voxels
   * @throws DatasetException naming the file, if it can't be read
   */
  public List<ScoredFile> score(SortedMap<String, Path> references) {
    UndeclaredLabels.refuse(evaluator, files(references.values()));
    List<ScoredFile> scored = new ArrayList<>();
    references.forEach((caseId, reference) -> scored.add(score(caseId, reference)));
    return scored;
  }

  private List<Path> files(Collection<Path> references) {
    return references.stream()
        .flatMap(reference -> Stream.of(reference, prediction(reference)))
        .filter(Files::exists)
        .toList();
  }

  private Path prediction(Path reference) {
    return predictions.resolve(reference.getFileName());
  }

  private ScoredFile score(String caseId, Path reference) {
    LabelMap truth = Nifti.readLabelMap(reference);
    Path prediction = prediction(reference);
    CaseScore score =
        Files.exists(prediction)
            ? evaluator.score(caseId, Nifti.readLabelMap(prediction), truth)
            : evaluator.missing(caseId, truth);
    return new ScoredFile(score, prediction, reference);
  }
}
