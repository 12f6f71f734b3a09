package org.voxelbench.reports.claims;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;

import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.Claim;

/** The answers as a table, for the page and as a file. */
public final class ClaimTable {

  private ClaimTable() {}

  /** For the page; without rows if nothing is claimed. */
  public static HtmlTable html(ClaimAnswers answers) {
    return new HtmlTable(
        "claims-table",
        "What the protocol claims, and what the results say of it: lead of the better method with"
            + " its 95 % interval, in Dice points, places or data sets",
        List.of(
            HtmlCell.text("Claim"),
            HtmlCell.text("Verdict"),
            HtmlCell.numbers("Lead"),
            HtmlCell.numbers("95 % interval"),
            HtmlCell.text("Rests on"),
            HtmlCell.text("What it would take")),
        answers.all().stream().map(ClaimTable::row).toList());
  }

  private static List<HtmlCell> row(ClaimAnswer answer) {
    Optional<Lead> lead = answer.lead();
    return List.of(
        HtmlCell.text(answer.name() + ": " + answer.words()),
        HtmlCell.text(answer.verdict().text()),
        HtmlCell.number(lead(answer), lead.map(Lead::effect).orElse(Double.NaN)),
        HtmlCell.number(interval(answer), lead.map(Lead::lower).orElse(Double.NaN)),
        HtmlCell.text(answer.basis()),
        HtmlCell.text(answer.reason()));
  }

  /** The lead in the claim's unit, such as {@code +1.35 points}; empty without one. */
  public static String lead(ClaimAnswer answer) {
    return answer
        .lead()
        .map(lead -> ClaimWords.lead(lead.effect(), answer.claim().in()))
        .orElse("");
  }

  /** Both ends, such as {@code +0.21 to +1.80}; empty without a lead. */
  public static String interval(ClaimAnswer answer) {
    return answer
        .lead()
        .map(
            lead ->
                ClaimWords.signed(lead.lower(), answer.claim().in())
                    + " to "
                    + ClaimWords.signed(lead.upper(), answer.claim().in()))
        .orElse("");
  }

  /** As a file; numbers are in the unit of the claim's bound. */
  public static String csv(ClaimAnswers answers) {
    ReportTable table =
        ReportTable.of(
            "claims",
            text("claim"),
            text("better"),
            text("than"),
            text("over"),
            text("in"),
            number("by"),
            text("verdict"),
            number("effect"),
            number("lower"),
            number("upper"),
            number("p"),
            text("weakest_better"),
            text("weakest_than"),
            text("rests_on"),
            text("reason"));
    for (ClaimAnswer answer : answers.all()) {
      Claim claim = answer.claim();
      Optional<Lead> lead = answer.lead();
      table.row(
          answer.name(),
          String.join(" ", claim.better()),
          String.join(" ", claim.than()),
          claim.over(),
          claim.in().word(),
          claim.by(),
          answer.verdict().text(),
          lead.map(Lead::effect).orElse(Double.NaN),
          lead.map(Lead::lower).orElse(Double.NaN),
          lead.map(Lead::upper).orElse(Double.NaN),
          lead.map(Lead::p).orElse(Double.NaN),
          lead.map(l -> l.weakest().better()).orElse(""),
          lead.map(l -> l.weakest().than()).orElse(""),
          answer.basis(),
          answer.reason());
    }
    return table.csv();
  }
}
