package org.voxelbench.reports.page;

import java.util.List;
import org.voxelbench.reports.examples.CaseRenderer;
import org.voxelbench.reports.networks.NetworkResults;
import org.voxelbench.reports.published.PublishedTable;
import org.voxelbench.reports.statistics.RankingScheme;

/**
 * What is chosen for a report, beyond the rows it rests on.
 *
 * @param ranking how the methods are ranked on a data set
 * @param mixedEngines whether rows of different engines or precisions are ranked together
 * @param networks the folders of results on other networks that are shown beside the own, which
 *     comes first; empty for none
 * @param beside published tables in a section of their own, ranked with nothing of one's own
 * @param painter draws the cases that are shown, before their pictures are read
 */
public record ReportChoices(
    RankingScheme ranking,
    boolean mixedEngines,
    List<NetworkResults> networks,
    List<PublishedTable> beside,
    CaseRenderer painter) {

  public ReportChoices {
    networks = List.copyOf(networks);
    beside = List.copyOf(beside);
  }

  /** Ranks by the mean Dice of each data set, of one engine, and the pictures that are there. */
  public static ReportChoices standard() {
    return new ReportChoices(
        RankingScheme.AGGREGATE_THEN_RANK, false, List.of(), List.of(), CaseRenderer.NONE);
  }

  /** The same with another ranking. */
  public ReportChoices with(RankingScheme other) {
    return new ReportChoices(other, mixedEngines, networks, beside, painter);
  }

  /** The same with another painter. */
  public ReportChoices with(CaseRenderer other) {
    return new ReportChoices(ranking, mixedEngines, networks, beside, other);
  }

  /** The same with published tables. */
  public ReportChoices with(List<PublishedTable> tables) {
    return new ReportChoices(ranking, mixedEngines, networks, tables, painter);
  }

  /** The same with results on other networks, the own first. */
  public ReportChoices withNetworks(List<NetworkResults> all) {
    return new ReportChoices(ranking, mixedEngines, all, beside, painter);
  }

  /** The same with rows of different engines ranked together. */
  public ReportChoices withMixedEngines() {
    return new ReportChoices(ranking, true, networks, beside, painter);
  }
}
