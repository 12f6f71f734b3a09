package org.voxelbench.reports.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.published.PublishedPanel;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.section.CaseAccounting;
import org.voxelbench.reports.section.Figures;
import org.voxelbench.reports.section.Headline;
import org.voxelbench.reports.section.KeyFacts;
import org.voxelbench.reports.section.MetricTable;
import org.voxelbench.reports.section.PretrainingPanel;
import org.voxelbench.reports.section.ProvenanceSection;
import org.voxelbench.reports.section.ScoreTables;
import org.voxelbench.reports.section.StatisticsSection;
import org.voxelbench.reports.table.HtmlTable;

/**
 * What {@code index.html} shows, section by section.
 *
 * @param protocol the protocol's name
 * @param headline the answer in words
 * @param answer data, cost and failures in words
 * @param figures spread, pictures and cost
 * @param rankChart average ranks
 * @param averageRanks the same as a table
 * @param diceChart Dice on each data set
 * @param dice the same as a table
 * @param seeds how far apart the seeds end; without rows if there is one
 * @param classes Dice of each class
 * @param surfaces surface metrics on each data set
 * @param ranks ranks on each data set
 * @param statistics how sure the ranks are
 * @param learnt what each pre-training learnt
 * @param cases which cases count
 * @param about protocol, data sets, methods, machine and cost
 */
record Page(
    String protocol,
    Headline headline,
    KeyFacts answer,
    Figures figures,
    ChartImage rankChart,
    HtmlTable averageRanks,
    ChartImage diceChart,
    HtmlTable dice,
    HtmlTable seeds,
    HtmlTable classes,
    HtmlTable surfaces,
    HtmlTable ranks,
    StatisticsSection statistics,
    List<PretrainingPanel> learnt,
    CaseAccounting cases,
    ProvenanceSection about) {

  static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Page.class.getClassLoader(), Page.class.getPackageName());

  static Page of(
      Results results,
      ChartImage rankChart,
      ChartImage diceChart,
      List<PretrainingPanel> learnt,
      KeyFacts answer,
      Figures figures) {
    ScoreTables tables = new ScoreTables(results);
    return new Page(
        results.experiment().summary().protocol(),
        Headline.of(results),
        answer,
        figures,
        rankChart,
        tables.averageRanks(),
        diceChart,
        tables.dice(),
        tables.seeds(),
        tables.classes(),
        MetricTable.surfaces(results),
        tables.ranks(),
        StatisticsSection.of(results),
        learnt,
        CaseAccounting.of(results),
        ProvenanceSection.of(results));
  }

  /** The page as one file that needs no other. */
  String html() {
    return html(List.of());
  }

  /** The same with published tables in a section of their own. */
  String html(List<PublishedPanel> beside) {
    StringOutput html = new StringOutput();
    ENGINE.render("index.jte", Map.of("page", this, "beside", beside), html);
    return html.toString();
  }
}
