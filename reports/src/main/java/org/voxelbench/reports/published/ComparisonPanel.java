package org.voxelbench.reports.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.voxelbench.reports.published.PublishedComparison.Shared;
import org.voxelbench.reports.published.RankingAgreement.Place;
import org.voxelbench.reports.statistics.KendallTest;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;

/**
 * A comparison of two published tables as the page shows it.
 *
 * @param id its id in the page
 * @param name the comparison's id
 * @param first the first table's id
 * @param second the second table's id
 * @param about what is compared, and what to bear in mind
 * @param sentences how far the two agree, or why nothing can be said
 * @param tables agreement, places, and what was taken for the same; those of them that have rows
 */
public record ComparisonPanel(
    String id,
    String name,
    String first,
    String second,
    String about,
    List<String> sentences,
    List<HtmlTable> tables) {

  static ComparisonPanel of(PublishedComparison comparison, List<RankingAgreement> agreements) {
    List<HtmlTable> tables = new ArrayList<>();
    if (!comparison.shared(PublishedComparison.What.METHOD).isEmpty() && !agreements.isEmpty()) {
      tables.add(agreement(comparison, agreements));
      tables.add(places(comparison, RankingAgreement.summary(agreements).get(0)));
    }
    if (!comparison.shared().isEmpty()) {
      tables.add(same(comparison));
    }
    return new ComparisonPanel(
        id(comparison),
        comparison.id(),
        comparison.first().id(),
        comparison.second().id(),
        comparison.about(),
        ComparisonText.sentences(comparison, agreements),
        List.copyOf(tables));
  }

  private static String id(PublishedComparison comparison) {
    return "comparison-" + comparison.id();
  }

  private static HtmlTable agreement(
      PublishedComparison comparison, List<RankingAgreement> agreements) {
    List<HtmlCell> head =
        List.of(
            HtmlCell.text("Orders by"),
            HtmlCell.numbers("Methods"),
            HtmlCell.numbers("Pairs alike"),
            HtmlCell.numbers("Pairs opposed"),
            HtmlCell.numbers("Kendall's tau-b"),
            HtmlCell.numbers("Exact p"),
            HtmlCell.numbers("Least p possible"));
    return new HtmlTable(
        id(comparison) + "-agreement",
        comparison.id() + ": how far the two order the methods alike; each p stands alone",
        head,
        agreements.stream().map(ComparisonPanel::row).toList());
  }

  private static List<HtmlCell> row(RankingAgreement agreement) {
    KendallTest test = agreement.test();
    return List.of(
        HtmlCell.text(ComparisonText.over(agreement)),
        HtmlCell.count(test.methods()),
        HtmlCell.count(test.agreeing()),
        HtmlCell.count(test.opposed()),
        HtmlCell.number(NumberText.rank(test.tau()), test.tau()),
        HtmlCell.number(NumberText.p(test.p()), test.p()),
        HtmlCell.number(NumberText.p(test.smallestP()), test.smallestP()));
  }

  private static HtmlTable places(PublishedComparison comparison, RankingAgreement agreement) {
    List<HtmlCell> head =
        List.of(
            HtmlCell.text("Method"),
            HtmlCell.numbers("Place in " + comparison.first().id()),
            HtmlCell.numbers("Place in " + comparison.second().id()));
    return new HtmlTable(
        id(comparison) + "-places",
        comparison.id() + ": places among the shared methods, by " + ComparisonText.over(agreement),
        head,
        agreement.methods().stream().map(ComparisonPanel::row).toList());
  }

  private static List<HtmlCell> row(Place place) {
    return List.of(
        HtmlCell.text(place.method().first()),
        HtmlCell.number(NumberText.place(place.firstPlace()), place.firstPlace()),
        HtmlCell.number(NumberText.place(place.secondPlace()), place.secondPlace()));
  }

  private static HtmlTable same(PublishedComparison comparison) {
    List<HtmlCell> head =
        List.of(
            HtmlCell.text("Name in " + comparison.first().id()),
            HtmlCell.text("Name in " + comparison.second().id()),
            HtmlCell.text("What"),
            HtmlCell.text("Why it is the same"));
    return new HtmlTable(
        id(comparison) + "-same",
        comparison.id() + ": what was taken for the same",
        head,
        comparison.shared().stream().map(ComparisonPanel::row).toList());
  }

  private static List<HtmlCell> row(Shared shared) {
    return List.of(
        HtmlCell.text(shared.first()),
        HtmlCell.text(shared.second()),
        HtmlCell.text(shared.what().name().toLowerCase(Locale.ROOT)),
        HtmlCell.text(shared.why()));
  }
}
