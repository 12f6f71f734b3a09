package org.voxelbench.reports.csv;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.reports.controls.ControlEffect;
import org.voxelbench.reports.controls.FewLabels;
import org.voxelbench.reports.controls.LabelCurves;
import org.voxelbench.reports.controls.LabelPoint;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.section.ControlsSection;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/** What controls and numbers of labelled cases show, as files; none where there is nothing. */
final class ControlTables {

  private ControlTables() {}

  /** File's path in the report's folder to its content. */
  static Map<String, String> csv(Results results) {
    Map<String, String> files = new LinkedHashMap<>();
    if (!results.controls().all().isEmpty()) {
      files.put("tables/controls.csv", controls(results).csv());
    }
    if (!results.fewLabels().curves().isEmpty()) {
      files.put("tables/few_labels.csv", fewLabels(results).csv());
    }
    return files;
  }

  private static ReportTable controls(Results results) {
    ReportTable table =
        ReportTable.of(
            "controls",
            text("over"),
            text("control"),
            text("compared_with"),
            text("training_cases"),
            whole("datasets"),
            number("dice"),
            number("dice_of_other"),
            number("difference"),
            number("lower"),
            number("upper"),
            number("p"),
            text("reading"));
    for (ControlEffect effect : results.controls().effects()) {
      if (effect.effect().isPresent()) {
        PairedEffect known = effect.effect().get();
        table.row(
            effect.dataset().orElse(results.headline().scope().key()),
            effect.method().id(),
            effect.other().id(),
            String.join(
                "; ",
                effect.trials().stream().map(t -> t.trainingCases().text()).distinct().toList()),
            effect.trials().size(),
            ControlsSection.meanDice(results, effect, effect.method()),
            ControlsSection.meanDice(results, effect, effect.other()),
            known.effect(),
            known.lower(),
            known.upper(),
            known.p(),
            word(results.controls().reading()));
      }
    }
    return table;
  }

  /** Every point of the chart, with the lead over the method from scratch. */
  private static ReportTable fewLabels(Results results) {
    FewLabels few = results.fewLabels();
    ReportTable table =
        ReportTable.of(
            "few_labels",
            text("over"),
            text("method"),
            text("control"),
            text("training_cases"),
            number("labelled_cases"),
            number("dice"),
            number("lower"),
            number("upper"),
            text("from_scratch"),
            number("lead"),
            number("lead_lower"),
            number("lead_upper"),
            number("lead_p"));
    for (LabelCurves curves : few.curves()) {
      for (int m = 0; m < few.methods().size(); m++) {
        MethodNote method = few.methods().get(m);
        for (int s = 0; s < curves.sizes().size(); s++) {
          LabelPoint point = curves.points().get(m).get(s);
          Optional<PairedEffect> lead = point.lead();
          table.row(
              results.over(curves),
              method.id(),
              word(method.control()),
              curves.sizes().get(s).text(),
              curves.labelledCases().get(s),
              point.mean(),
              point.low(),
              point.high(),
              few.scratch().map(MethodNote::id).orElse(""),
              lead.map(PairedEffect::effect).orElse(Double.NaN),
              lead.map(PairedEffect::lower).orElse(Double.NaN),
              lead.map(PairedEffect::upper).orElse(Double.NaN),
              lead.map(PairedEffect::p).orElse(Double.NaN));
        }
      }
    }
    return table;
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
