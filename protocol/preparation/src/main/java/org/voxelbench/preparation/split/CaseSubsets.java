package org.voxelbench.preparation.split;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;

/**
 * Some of a fold's training cases, drawn for each seed in an order of its own, so that of one seed
 * the fewer are among the more.
 *
 * @param dataset the data set's name
 * @param fold the fold
 * @param cases ids of all its training cases
 */
public record CaseSubsets(String dataset, int fold, List<String> cases) {

  public CaseSubsets {
    cases = List.copyOf(cases);
  }

  /** So many cases of a seed, or all if there are fewer, in the order of the fold. */
  public List<String> draw(int most, long seed) {
    List<String> order = new ArrayList<>(cases);
    RandomStream random = new RandomStreams(seed).stream("training-cases." + dataset, fold);
    for (int i = order.size() - 1; i > 0; i--) {
      order.set(i, order.set(random.nextInt(i + 1), order.get(i)));
    }
    Set<String> drawn = new HashSet<>(order.subList(0, Math.min(most, order.size())));
    return cases.stream().filter(drawn::contains).toList();
  }

  /** The cases that are in the subset of none of some seeds. */
  public List<String> outside(int most, List<Long> seeds) {
    List<String> left = new ArrayList<>(cases);
    seeds.forEach(seed -> left.removeAll(draw(most, seed)));
    return List.copyOf(left);
  }
}
