package org.voxelbench.preparation.split;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.voxelbench.base.BadInputException;

/**
 * nnU-Net's splits of a data set's cases: five shuffled folds of seed 12345, 80:20 beyond them
 * ({@code crossval_split.py}, {@code nnUNetTrainer.py}); and halves, whose draw is ours.
 */
public final class CrossValidation {

  private static final int FOLDS = 5;
  private static final int SEED = 12345;
  private static final double TRAINING_SHARE = 0.8;

  private final List<String> cases;
  private final List<List<String>> groups;

  /**
   * @param caseIds all cases, in any order
   * @param grouping which cases stay together
   */
  public CrossValidation(List<String> caseIds, Grouping grouping) {
    this.cases = caseIds.stream().sorted().toList();
    if (new HashSet<>(cases).size() != cases.size()) {
      throw new BadInputException("the cases to split hold an id twice.");
    }
    this.groups = grouping.groups(cases);
  }

  /**
   * The five folds, cases in sorted order; of fewer than five cases each is held out once, where
   * nnU-Net refuses to split.
   *
   * @throws BadInputException if there is a single case or group
   */
  public List<Split> folds() {
    requireTwo("cross-validation");
    int n = groups.size();
    int count = Math.min(FOLDS, n);
    int[] order = shuffled(n);
    List<Split> folds = new ArrayList<>();
    int start = 0;
    for (int fold = 0; fold < count; fold++) {
      int size = n / count + (fold < n % count ? 1 : 0);
      Set<Integer> held = new HashSet<>();
      IntStream.range(start, start + size).forEach(i -> held.add(order[i]));
      folds.add(holdOut(held));
      start += size;
    }
    return List.copyOf(folds);
  }

  /**
   * One split in place of folds: half of the cases (or groups of cases), in the shuffled order of
   * the folds, is held out, the smaller half if their number is odd.
   *
   * @throws BadInputException if there is a single case or group
   */
  public Split half() {
    requireTwo("a split into halves");
    int n = groups.size();
    return holdOut(IntStream.of(shuffled(n)).limit(n / 2).boxed().collect(Collectors.toSet()));
  }

  /**
   * Checks splits that somebody else made.
   *
   * @throws BadInputException naming two cases of one group on the two sides of a split
   */
  public void checkTogether(List<Split> splits) {
    for (int fold = 0; fold < splits.size(); fold++) {
      Split split = splits.get(fold);
      for (List<String> group : groups) {
        Optional<String> trained = group.stream().filter(split.train()::contains).findFirst();
        Optional<String> held = group.stream().filter(split.val()::contains).findFirst();
        if (trained.isPresent() && held.isPresent()) {
          throw new BadInputException(
              "fold "
                  + fold
                  + " trains on case '"
                  + trained.get()
                  + "' and evaluates on '"
                  + held.get()
                  + "' of the same patient; keep a patient's cases on one side.");
        }
      }
    }
  }

  /**
   * The split of a fold.
   *
   * @param folds the data set's splits, as computed or as read from {@code splits_final.json}
   * @throws BadInputException if a single case or group is to be split 80:20
   */
  public Split split(Fold fold, List<Split> folds) {
    if (fold.number().isEmpty()) {
      return new Split(cases, cases);
    }
    int number = fold.number().getAsInt();
    return number < folds.size() ? folds.get(number) : randomSplit(number);
  }

  private void requireTwo(String what) {
    if (groups.size() < 2) {
      throw new BadInputException(
          what
              + " needs two cases (or groups of cases) at least, one to train on and one"
              + " to evaluate, but there is 1; add cases.");
    }
  }

  private static int[] shuffled(int n) {
    return new MersenneTwister(SEED).permutation(n);
  }

  private Split randomSplit(int fold) {
    int n = groups.size();
    int training = (int) (n * TRAINING_SHARE);
    if (training == 0) {
      throw new BadInputException(
          "fold "
              + fold
              + " splits cases 80:20, but there is only one case (or group of cases); use fold"
              + " 'all'.");
    }
    int[] order = new MersenneTwister(SEED + fold).permutation(n);
    Set<Integer> held = new HashSet<>();
    IntStream.range(training, n).forEach(i -> held.add(order[i]));
    return holdOut(held);
  }

  private Split holdOut(Set<Integer> heldGroups) {
    List<String> train = new ArrayList<>();
    List<String> val = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      (heldGroups.contains(i) ? val : train).addAll(groups.get(i));
    }
    return new Split(train.stream().sorted().toList(), val.stream().sorted().toList());
  }
}
