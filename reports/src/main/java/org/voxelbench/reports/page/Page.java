package org.voxelbench.reports.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.reports.chart.ChartData;
import org.voxelbench.reports.chart.ChartPlace;
import org.voxelbench.reports.chart.Charts;
import org.voxelbench.reports.chart.Figure;
import org.voxelbench.reports.chart.MetricTable;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.claims.ClaimTable;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.reports.networks.NetworksSection;
import org.voxelbench.reports.published.PublishedPanel;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.section.CaseAccounting;
import org.voxelbench.reports.section.ControlsSection;
import org.voxelbench.reports.section.EmbeddedPng;
import org.voxelbench.reports.section.ExamplePanel;
import org.voxelbench.reports.section.FewLabelsSection;
import org.voxelbench.reports.section.Headline;
import org.voxelbench.reports.section.KeyFacts;
import org.voxelbench.reports.section.PretrainingPanel;
import org.voxelbench.reports.section.ProvenanceSection;
import org.voxelbench.reports.section.ScoreTables;
import org.voxelbench.reports.section.StatisticsSection;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;

/**
 * What {@code index.html} shows, section by section.
 *
 * @param protocol the protocol's name
 * @param headline the answer in words
 * @param answer data, cost and failures in words
 * @param claims what the protocol claims; without rows if nothing
 * @param charts all charts, drawn
 * @param controls what the controls show; without sentences if there are none
 * @param fewLabels how many labelled cases a lead needs; without sentences if there is one number
 * @param averageRanks average ranks and mean Dice
 * @param dice Dice on each data set
 * @param seeds how far apart the seeds end; without rows if there is one
 * @param classes Dice of each class
 * @param surfaces surface metrics on each data set
 * @param ranks ranks on each data set
 * @param statistics how sure the ranks are
 * @param examples pictures of cases of each data set
 * @param learnt what each pre-training learnt
 * @param cases which cases count
 * @param about protocol, data sets, methods, machine and cost
 */
record Page(
    String protocol,
    Headline headline,
    KeyFacts answer,
    HtmlTable claims,
    Charts charts,
    ControlsSection controls,
    FewLabelsSection fewLabels,
    HtmlTable averageRanks,
    HtmlTable dice,
    HtmlTable seeds,
    HtmlTable classes,
    HtmlTable surfaces,
    HtmlTable ranks,
    StatisticsSection statistics,
    List<ExamplePanel> examples,
    List<PretrainingPanel> learnt,
    CaseAccounting cases,
    ProvenanceSection about) {

  static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Page.class.getClassLoader(), Page.class.getPackageName());

  /**
   * Draws the charts and writes the tables and sentences.
   *
   * @param shown the cases of which there are pictures
   * @param claims what the results say of the protocol's claims
   * @param folder the results folder, where pictures lie
   */
  static Page of(ChartData data, List<ExampleCase> shown, ClaimAnswers claims, Path folder) {
    Results results = data.results();
    Charts charts = Charts.of(data);
    ScoreTables tables = new ScoreTables(results);
    return new Page(
        results.experiment().summary().protocol(),
        Headline.of(results),
        KeyFacts.of(results, shown, data.costs(), claims),
        ClaimTable.html(claims),
        charts,
        ControlsSection.of(results),
        FewLabelsSection.of(results),
        tables.averageRanks(),
        tables.dice(),
        tables.seeds(),
        tables.classes(),
        MetricTable.surfaces(results),
        tables.ranks(),
        StatisticsSection.of(results),
        ExamplePanel.all(results, shown, folder),
        PretrainingPanel.all(results, charts.at(ChartPlace.PRE_TRAINING), folder),
        CaseAccounting.of(results),
        ProvenanceSection.of(results));
  }

  /** On which data the answer rests. */
  List<String> onWhichData() {
    return Stream.concat(answer.data().stream(), Stream.of(headline.evidence())).toList();
  }

  /**
   * What the first screen says of all that went wrong and finds no room there; empty if nothing.
   */
  String moreWrong() {
    int more = answer.moreWrong().size() + cases.lacking().size();
    return more == 0
        ? ""
        : NumberText.count(more, "more sentence") + " on what went wrong or is lacking";
  }

  /** The figures of a part of the page. */
  List<Figure> figures(ChartPlace place) {
    return charts.at(place);
  }

  /** All pictures: what the pre-trainings show, and the cases. */
  List<EmbeddedPng> pictures() {
    return Stream.concat(
            learnt.stream().flatMap(panel -> panel.strips().stream()),
            examples.stream().flatMap(ExamplePanel::strips))
        .toList();
  }

  /** The page as one file that needs no other. */
  String html() {
    return html(Optional.empty(), List.of());
  }

  /** The same with other networks, and with published tables, in sections of their own. */
  String html(Optional<NetworksSection> networks, List<PublishedPanel> beside) {
    StringOutput html = new StringOutput();
    ENGINE.render("index.jte", Map.of("page", this, "networks", networks, "beside", beside), html);
    return html.toString();
  }
}
