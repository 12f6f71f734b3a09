package org.voxelbench.reports.networks;

import java.util.Optional;
import java.util.stream.IntStream;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * Where the methods stand on one network, among its own methods alone.
 *
 * @param name what the page calls the network
 * @param brief the same as the title of a column
 * @param results of the data sets that all networks share, and no others
 */
record NetworkStanding(String name, String brief, Results results) {

  /** The method that says what a network reaches without pre-training. */
  static final String SCRATCH = Results.SCRATCH_FIXED;

  /**
   * What one method reaches on a data set, or in the mean over all shared ones.
   *
   * @param dice in [0, 1]; NaN if a result is lacking
   * @param difference to that of {@link #SCRATCH} on the same network; NaN if either is lacking
   * @param rank among the contenders of the network, 1 is best, in the mean the average rank; NaN
   *     of a control
   */
  record Value(double dice, double difference, double rank) {

    static final Value NONE = new Value(Double.NaN, Double.NaN, Double.NaN);
  }

  /** The method of that label, contender or control; empty if the network lacks it. */
  Optional<MethodNote> method(String id) {
    return results.experiment().summary().methods().stream()
        .filter(method -> method.id().equals(id))
        .findFirst();
  }

  boolean isControl(String id) {
    return method(id).filter(method -> method.control() != Control.NONE).isPresent();
  }

  /** Over the shared data sets. */
  Value mean(String id) {
    return method(id)
        .map(method -> new Value(meanDice(method), meanDice(method) - scratch(), rank(method)))
        .orElse(Value.NONE);
  }

  /** On one of the shared data sets. */
  Value on(String dataset, String id) {
    DatasetNote note =
        results.experiment().datasets().stream()
            .filter(own -> own.name().equals(dataset))
            .findFirst()
            .orElseThrow();
    return method(id)
        .map(
            method ->
                new Value(
                    dice(note, method), dice(note, method) - scratch(note), rank(note, method)))
        .orElse(Value.NONE);
  }

  /** Whether {@link #SCRATCH} has a result on every shared data set. */
  boolean hasScratch() {
    return !Double.isNaN(scratch());
  }

  /** Whether the method is the best of the network by its average rank. */
  boolean leads(String id) {
    return ranking().leaders().stream().anyMatch(leader -> leader.method().id().equals(id));
  }

  Ranking ranking() {
    return results.standings(Scope.ALL);
  }

  private double scratch() {
    return method(SCRATCH).map(this::meanDice).orElse(Double.NaN);
  }

  private double scratch(DatasetNote dataset) {
    return method(SCRATCH).map(method -> dice(dataset, method)).orElse(Double.NaN);
  }

  private double meanDice(MethodNote method) {
    return method.control() == Control.NONE
        ? standing(method).meanDice()
        : results.controlDice(method, Scope.ALL);
  }

  private double dice(DatasetNote dataset, MethodNote method) {
    return method.control() == Control.NONE
        ? results.scores().cell(dataset, method).dice()
        : results.controlDice(method, dataset);
  }

  private double rank(MethodNote method) {
    return method.control() == Control.NONE ? standing(method).averageRank() : Double.NaN;
  }

  private double rank(DatasetNote dataset, MethodNote method) {
    return method.control() == Control.NONE
        ? ranking().ranks().get(dataset.name())[place(method)]
        : Double.NaN;
  }

  private MethodRank standing(MethodNote method) {
    return ranking().all().get(place(method));
  }

  private int place(MethodNote method) {
    return IntStream.range(0, ranking().all().size())
        .filter(m -> ranking().all().get(m).method().id().equals(method.id()))
        .findFirst()
        .orElseThrow();
  }
}
