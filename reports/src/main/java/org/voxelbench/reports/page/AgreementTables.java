package org.voxelbench.reports.page;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import java.util.List;
import java.util.Map;
import org.voxelbench.reports.published.PublishedComparison;
import org.voxelbench.reports.published.RankingAgreement;
import org.voxelbench.reports.statistics.KendallTest;
import org.voxelbench.reports.table.ReportTable;

/** How far published tables agree, as CSV. */
final class AgreementTables {

  private AgreementTables() {}

  /** One row per comparison and what its orders are read from. */
  static ReportTable agreement(Map<PublishedComparison, List<RankingAgreement>> agreements) {
    ReportTable csv =
        ReportTable.of(
            "agreement",
            text("comparison"),
            text("first"),
            text("second"),
            text("over"),
            text("first_name"),
            text("second_name"),
            whole("methods"),
            whole("pairs_agreeing"),
            whole("pairs_opposed"),
            number("kendall_tau"),
            number("p"),
            number("smallest_p"));
    for (PublishedComparison comparison : agreements.keySet()) {
      for (RankingAgreement agreement : agreements.get(comparison)) {
        KendallTest test = agreement.test();
        csv.row(
            comparison.id(),
            comparison.first().id(),
            comparison.second().id(),
            agreement.over().key(),
            agreement.first(),
            agreement.second(),
            test.methods(),
            test.agreeing(),
            test.opposed(),
            test.tau(),
            test.p(),
            test.smallestP());
      }
    }
    return csv;
  }

  /** One row per comparison, what its orders are read from, and shared method. */
  static ReportTable places(Map<PublishedComparison, List<RankingAgreement>> agreements) {
    ReportTable csv =
        ReportTable.of(
            "agreement_places",
            text("comparison"),
            text("over"),
            text("first_name"),
            text("second_name"),
            text("first_method"),
            text("second_method"),
            number("first_value"),
            number("second_value"),
            number("first_place"),
            number("second_place"));
    for (PublishedComparison comparison : agreements.keySet()) {
      for (RankingAgreement agreement : agreements.get(comparison)) {
        for (RankingAgreement.Place place : agreement.methods()) {
          csv.row(
              comparison.id(),
              agreement.over().key(),
              agreement.first(),
              agreement.second(),
              place.method().first(),
              place.method().second(),
              place.firstValue(),
              place.secondValue(),
              place.firstPlace(),
              place.secondPlace());
        }
      }
    }
    return csv;
  }
}
