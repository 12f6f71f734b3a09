package org.voxelbench.harness.survey.page;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxelbench.harness.survey.ChannelFacts;
import org.voxelbench.harness.survey.ClassFacts;
import org.voxelbench.harness.survey.LabelFacts;
import org.voxelbench.harness.survey.Percentiles;
import org.voxelbench.harness.survey.Remark;
import org.voxelbench.harness.survey.Survey;
import org.voxelbench.harness.survey.SurveyedCase;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ResultsFolder;

/** The numbers of a survey as CSV. */
record SurveyTables(Survey survey) {

  void write(ResultsFolder files) {
    files.write("remarks.csv", remarks().csv());
    files.write("cases.csv", cases().csv());
    files.write("intensities.csv", intensities().csv());
    files.write("classes.csv", classes().csv());
  }

  private ReportTable remarks() {
    ReportTable table =
        ReportTable.of("remarks", text("kind"), text("cases"), number("score"), text("sentence"));
    for (Remark remark : survey.remarks()) {
      table.row(
          remark.kind().name().toLowerCase(Locale.ROOT),
          remark.cases().stream()
              .map(key -> key.dataset() + "/" + key.part().word() + "/" + key.id())
              .collect(Collectors.joining(" ")),
          remark.score(),
          remark.sentence());
    }
    return table;
  }

  private ReportTable cases() {
    ReportTable table =
        ReportTable.of(
            "cases",
            text("part"),
            text("case"),
            text("axes"),
            whole("size_i"),
            whole("size_j"),
            whole("size_k"),
            number("spacing_i_mm"),
            number("spacing_j_mm"),
            number("spacing_k_mm"),
            number("foreground_share"),
            whole("remarks"));
    for (SurveyedCase one : survey.cases()) {
      int[] size = one.geometry().size();
      double[] spacing = one.geometry().spacing();
      table.row(
          one.key().part().word(),
          one.key().id(),
          one.axes(),
          size[2],
          size[1],
          size[0],
          spacing[2],
          spacing[1],
          spacing[0],
          one.labels().map(LabelFacts::share).orElse(Double.NaN),
          survey.about(one.key()).size());
    }
    return table;
  }

  private ReportTable intensities() {
    ReportTable table =
        ReportTable.of(
            "intensities",
            text("part"),
            text("case"),
            whole("channel"),
            text("voxels"),
            number("min"),
            number("percentile_0_5"),
            number("percentile_25"),
            number("median"),
            number("percentile_75"),
            number("percentile_99_5"),
            number("max"));
    for (SurveyedCase one : survey.cases()) {
      for (int channel = 0; channel < one.channels().size(); channel++) {
        ChannelFacts facts = one.channels().get(channel);
        add(table, one, channel, "all", facts.all());
        add(table, one, channel, "foreground", facts.foreground());
      }
    }
    return table;
  }

  private static void add(
      ReportTable table, SurveyedCase one, int channel, String voxels, Optional<Percentiles> of) {
    of.ifPresent(
        held ->
            table.row(
                one.key().part().word(),
                one.key().id(),
                channel,
                voxels,
                held.at(0),
                held.at(0.5),
                held.at(25),
                held.at(50),
                held.at(75),
                held.at(99.5),
                held.at(100)));
  }

  private ReportTable classes() {
    ReportTable table =
        ReportTable.of(
            "classes",
            text("part"),
            text("case"),
            text("class"),
            whole("voxels"),
            number("volume_mm3"),
            whole("pieces"),
            number("centre_right"),
            number("centre_anterior"),
            number("centre_superior"));
    for (SurveyedCase one : survey.cases()) {
      one.labels().ifPresent(labels -> labels.classes().forEach(held -> add(table, one, held)));
    }
    return table;
  }

  private static void add(ReportTable table, SurveyedCase one, ClassFacts held) {
    double[] centre = held.centre();
    table.row(
        one.key().part().word(),
        one.key().id(),
        held.name(),
        held.voxels(),
        held.cubicMillimetres(),
        held.components(),
        centre[0],
        centre[1],
        centre[2]);
  }
}
