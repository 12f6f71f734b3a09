package org.voxelbench.evaluation.postprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.evaluation.metrics.EvaluatedClass;
import org.voxelbench.evaluation.metrics.Evaluator;
import org.voxelbench.evaluation.metrics.UndeclaredLabels;

/**
 * Decides by nnU-Net's rule which components to remove.
 *
 * <p>First the largest component of all foreground labels together is kept: accepted if the
 * foreground mean of Dice rises and no class drops. Then, with more than one class, that of each
 * class or region in the data set's order, on top of what was accepted before: accepted if the mean
 * Dice of the class rises. A tie is refused.
 *
 * <p>Source: nnU-Net's {@code postprocessing/remove_connected_components.py}.
 */
public final class PostprocessingSearch {

  private final Evaluator evaluator;
  private final List<ValidationCase> cases;
  private final List<KeepLargest> accepted = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();
  private ClassDice best;

  private PostprocessingSearch(Evaluator evaluator, List<ValidationCase> cases) {
    this.evaluator = evaluator;
    this.cases = cases;
  }

  /**
   * Decides on the cases of all validation folds.
   *
   * @throws BadInputException if no case has a prediction; naming all files that hold undeclared
   *     labels; or naming the case, if prediction and reference don't lie on the same voxels
   */
  public static Postprocessing run(Evaluator evaluator, List<ValidationCase> cases) {
    if (cases.stream().allMatch(one -> one.prediction().isEmpty())) {
      throw new BadInputException(
          "none of the "
              + cases.size()
              + " cases has a prediction; give folders of files named as the cases are.");
    }
    UndeclaredLabels.refuse(
        evaluator,
        cases.stream()
            .flatMap(
                one -> Stream.concat(one.raw().labelFile().stream(), one.prediction().stream()))
            .toList());
    PostprocessingSearch search = new PostprocessingSearch(evaluator, List.copyOf(cases));
    search.decide();
    return new Postprocessing(
        Postprocessing.CONNECTIVITY,
        cases.stream().map(ValidationCase::id).toList(),
        cases.stream().filter(one -> one.prediction().isEmpty()).map(ValidationCase::id).toList(),
        search.trials);
  }

  private void decide() {
    best = dice(List.of());
    List<Integer> foreground =
        evaluator.classes().stream()
            .flatMap(one -> one.labels().stream())
            .distinct()
            .sorted()
            .toList();
    KeepLargest all = new KeepLargest("foreground", foreground);
    ClassDice together = with(all);
    conclude(all, together, together.risesWithoutLoss(best));
    if (evaluator.classes().size() > 1) {
      for (EvaluatedClass one : evaluator.classes()) {
        KeepLargest step = new KeepLargest(one.name(), one.labels());
        ClassDice after = with(step);
        String key = one.summaryKey();
        conclude(step, after, after.of(key) > best.of(key));
      }
    }
  }

  private void conclude(KeepLargest step, ClassDice after, boolean helps) {
    trials.add(new Trial(step, helps, best, after));
    if (helps) {
      accepted.add(step);
      best = after;
    }
  }

  private ClassDice with(KeepLargest step) {
    List<KeepLargest> steps = new ArrayList<>(accepted);
    steps.add(step);
    return dice(steps);
  }

  private ClassDice dice(List<KeepLargest> steps) {
    return ClassDice.of(
        evaluator.classes(), cases.stream().map(one -> one.confusions(evaluator, steps)).toList());
  }
}
