package org.voxelbench.reports.section;

import java.util.List;
import java.util.stream.IntStream;
import org.voxelbench.reports.controls.LabelPoint;
import org.voxelbench.reports.controls.LabelPoint.Lead;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.TrainingCases;

/**
 * Where a method's lead over the one from scratch ends, in words.
 *
 * @param sizes the numbers of training cases at which the lead is known
 * @param leads what its interval says at each of them
 */
record LeadText(List<TrainingCases> sizes, List<Lead> leads) {

  /** Without the numbers at which one of the two methods has no complete result. */
  static LeadText of(List<TrainingCases> sizes, List<LabelPoint> points) {
    int[] known =
        IntStream.range(0, sizes.size())
            .filter(s -> points.get(s).state() != Lead.UNKNOWN)
            .toArray();
    return new LeadText(
        IntStream.of(known).mapToObj(sizes::get).toList(),
        IntStream.of(known).mapToObj(s -> points.get(s).state()).toList());
  }

  /** Such as {@code MAE leads up to 8 cases; from 16 on the interval holds 0.} */
  String sentence(String method) {
    if (sizes.isEmpty()) {
      return method + " has no complete result to compare.";
    }
    int ahead = (int) leads.stream().takeWhile(Lead.AHEAD::equals).count();
    List<Lead> rest = leads.subList(ahead, leads.size());
    if (rest.isEmpty()) {
      return method + " leads at every number of cases, " + numbers(Lead.AHEAD) + ".";
    }
    if (ahead > 0 && rest.stream().distinct().count() == 1) {
      return method
          + " leads up to "
          + cases(sizes.get(ahead - 1))
          + "; from "
          + sizes.get(ahead)
          + (ahead == sizes.size() - 1 ? " " : " on ")
          + (rest.get(0) == Lead.OPEN ? "the interval holds 0." : "it is behind.");
    }
    return method
        + (leads.contains(Lead.AHEAD) ? " leads at " + numbers(Lead.AHEAD) : " leads nowhere")
        + (leads.contains(Lead.OPEN) ? "; the interval holds 0 at " + numbers(Lead.OPEN) : "")
        + (leads.contains(Lead.BEHIND) ? "; it is behind at " + numbers(Lead.BEHIND) : "")
        + ".";
  }

  private String numbers(Lead lead) {
    List<TrainingCases> own =
        IntStream.range(0, sizes.size())
            .filter(s -> leads.get(s) == lead)
            .mapToObj(sizes::get)
            .toList();
    return NumberText.enumerate(own.stream().map(TrainingCases::text).toList());
  }

  private static String cases(TrainingCases size) {
    return size.text().equals("1") ? "1 case" : size + " cases";
  }
}
