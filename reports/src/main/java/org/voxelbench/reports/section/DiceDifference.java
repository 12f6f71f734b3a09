package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * How far apart two methods are over the data sets that answer the question and both have a Dice
 * on.
 *
 * @param own mean Dice of the first in [0, 1]; NaN if they share no data set
 * @param other mean Dice of the second
 * @param ahead data sets on which the first is ahead
 * @param datasets data sets that they share
 */
record DiceDifference(double own, double other, int ahead, int datasets) {

  static DiceDifference of(Results results, MethodNote method, MethodNote other) {
    List<Double> own = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    int ahead = 0;
    for (DatasetNote dataset : results.experiment().datasets(results.headline().scope())) {
      double a = results.scores().cell(dataset, method).dice();
      double b = results.scores().cell(dataset, other).dice();
      if (!Double.isNaN(a) && !Double.isNaN(b)) {
        own.add(a);
        theirs.add(b);
        ahead += a > b ? 1 : 0;
      }
    }
    return new DiceDifference(Mean.of(own), Mean.of(theirs), ahead, own.size());
  }

  boolean known() {
    return datasets > 0;
  }

  /** Such as {@code 4.73 points above}. */
  String relation() {
    String points = NumberText.percent(Math.abs(own - other));
    if (points.equals("0.00")) {
      return "equal, to two decimals, to";
    }
    return points + " points " + (own > other ? "above" : "below");
  }
}
