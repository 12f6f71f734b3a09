package org.voxelbench.evaluation.metrics;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.SegmentationFolder;

/**
 * Scores a folder of predictions against all references that are expected, so that a prediction
 * that is missing can't go unnoticed.
 *
 * @param evaluator what is scored
 * @param predictions one file per case, by the case's name
 */
public record FolderEvaluation(Evaluator evaluator, SegmentationFolder predictions) {

  /**
   * Scores every case.
   *
   * @param cases with their label maps
   * @throws BadInputException if no case has a prediction; naming all files that hold undeclared
   *     labels; or naming the case, if prediction and reference don't lie on the same voxels
   * @throws DatasetException naming the file, if it can't be read
   */
  public List<ScoredFile> score(List<RawCase> cases) {
    if (cases.stream().noneMatch(raw -> predictions.file(raw.id()).isPresent())) {
      throw new BadInputException(
          "none of the "
              + cases.size()
              + " cases has a prediction; expected files called as the cases are, such as '"
              + predictions.place(cases.get(0).id())
              + "'.");
    }
    UndeclaredLabels.refuse(evaluator, cases.stream().flatMap(this::files).toList());
    return cases.stream().map(this::score).toList();
  }

  private Stream<Path> files(RawCase raw) {
    return Stream.of(raw.labelFile(), predictions.file(raw.id())).flatMap(Optional::stream);
  }

  private ScoredFile score(RawCase raw) {
    CaseScore score =
        predictions
            .file(raw.id())
            .map(file -> CasePair.read(raw, file))
            .map(pair -> evaluator.score(raw.id(), pair.prediction(), pair.reference()))
            .orElseGet(() -> evaluator.missing(raw.id(), raw.labelMap()));
    return new ScoredFile(score, predictions.place(raw.id()), raw.labelFile().orElseThrow());
  }
}
