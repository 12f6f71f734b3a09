package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.controls.FewLabels;
import org.voxelbench.reports.controls.LabelCurves;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;

/**
 * How many labelled cases a lead needs.
 *
 * @param sentences what the numbers mean; none if there is one number of training cases
 * @param leads where each method's lead over the one from scratch ends
 */
public record FewLabelsSection(List<String> sentences, HtmlTable leads) {

  public static FewLabelsSection of(Results results) {
    FewLabels few = results.fewLabels();
    List<String> sentences = new ArrayList<>();
    if (!few.curves().isEmpty()) {
      sentences.add(
          "Each method is trained with some of the labelled cases of a fold: the same ones for all"
              + " methods, drawn anew for each seed, the fewer among the more. \"all\" stands at the"
              + " mean number of training cases that a fold has.");
      sentences.add(
          "Intervals of 95 % allow for other cases of these data sets and, where there are several"
              + " seeds, for other seeds, and with them for other subsets.");
      sentences.add(
          few.scratch().isPresent()
              ? "A lead is over "
                  + results.name(few.scratch().get())
                  + " with as many labelled cases; it ends where its interval no longer lies above"
                  + " 0."
              : "No method trains from scratch, so there is nothing that a lead could be over.");
    }
    return new FewLabelsSection(List.copyOf(sentences), leads(results));
  }

  private static HtmlTable leads(Results results) {
    FewLabels few = results.fewLabels();
    List<List<HtmlCell>> body = new ArrayList<>();
    for (LabelCurves curves : few.curves()) {
      few.led()
          .forEach(
              m ->
                  body.add(
                      List.of(
                          HtmlCell.text(results.over(curves)),
                          HtmlCell.text(results.title(few.methods().get(m))),
                          HtmlCell.text(
                              LeadText.of(curves.sizes(), curves.points().get(m))
                                  .sentence(results.name(few.methods().get(m)))))));
    }
    return new HtmlTable(
        "leads-table",
        "Where each method's lead ends as the number of labelled cases grows",
        List.of(
            HtmlCell.text("Over"), HtmlCell.text("Method"), HtmlCell.text("Where its lead ends")),
        body);
  }
}
