package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxelbench.reports.page.RowBuilder.scored;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.csv.MainTable;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.section.Headline;
import org.voxelbench.reports.section.KeyFacts;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ClaimMeasure;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.NamedMean;
import org.voxelbench.results.ResultRow;

/** A protocol names the data sets that its ranks and means are over. */
class NamedMeansTest {

  private static final List<String> METHODS = List.of("One", "Two");

  /** One is ahead on the development set and on Tested, Two on Other. */
  private static final double[][] DICE = {{0.9, 0.5}, {0.8, 0.6}, {0.2, 0.7}};

  @TempDir private Path folder;

  private static Results results(NamedMean... means) {
    return results(List.of(), means);
  }

  private static Results results(List<Claim> claims, NamedMean... means) {
    List<DatasetNote> notes =
        List.of(
            MadeUpExperiment.dataset("Tuned", "dev", List.of("lesion")),
            MadeUpExperiment.dataset("Tested", "test", List.of("lesion")),
            MadeUpExperiment.dataset("Other", "test", List.of("lesion")));
    List<ResultRow> rows = new ArrayList<>();
    for (int d = 0; d < notes.size(); d++) {
      for (int m = 0; m < METHODS.size(); m++) {
        for (int c = 0; c < 4; c++) {
          RowBuilder row =
              scored(DICE[d][m])
                  .dataset(notes.get(d).name())
                  .method(METHODS.get(m))
                  .caseId("case " + c)
                  .label("lesion", "1");
          row.role = notes.get(d).role();
          rows.add(row.build());
        }
      }
    }
    ExperimentSummary s =
        MadeUpExperiment.bare(
            notes,
            METHODS.stream().map(name -> MadeUpExperiment.method(name, name)).toList(),
            List.of());
    return Results.of(rows, MadeUpExperiment.claiming(s, claims).with(List.of(), List.of(means)));
  }

  private static List<String> scopes(Results results) {
    return results.standings().stream().map(s -> s.scope().key()).toList();
  }

  private static double meanOfOne(Ranking standings) {
    return standings.all().get(0).meanDice();
  }

  @Test
  void ranksAndTheFirstMeanAreOverTheHeadline() {
    Results named = results(NamedMean.headline(List.of("Tuned", "Tested")));

    assertThat(scopes(named)).containsExactly("headline", "test", "dev", "all");
    assertThat(named.headline().datasets()).isEqualTo(2);
    assertThat(meanOfOne(named.headline())).isEqualTo((0.9 + 0.8) / 2);
    assertThat(Headline.of(named).lead())
        .contains("One comes first: average rank 1.00 over 2 headline data sets.");
    assertThat(Headline.of(results()).lead()).contains("over 2 test data sets.");
  }

  @Test
  void theReportSaysWhatIsADevelopmentSetAndWhatIsKeptApart() {
    Results named = results(NamedMean.headline(List.of("Tuned", "Tested", "Absent")));

    assertThat(Headline.of(named).caution())
        .contains(
            "Of the 2 headline data sets, 1 is a development data set, on which settings may have"
                + " been chosen.",
            "The protocol names 3 headline data sets, of which 2 have results.");
    assertThat(KeyFacts.of(named, List.of(), List.of(), ClaimAnswers.of(named)).data())
        .containsExactly(
            "Ranked on 2 headline data sets, Tuned, Tested.",
            "Kept apart: 1 test data set, Other.");
  }

  @Test
  void furtherMeansStandBesideThoseByRole() throws Exception {
    Results named =
        results(
            NamedMean.headline(List.of("Tuned", "Tested")), new NamedMean("far", List.of("Other")));

    assertThat(scopes(named)).containsExactly("headline", "test", "dev", "all", "far");
    assertThat(meanOfOne(named.standings().get(4))).isEqualTo(0.2);
    assertThat(MainTable.files(named).get("tables/main.md"))
        .contains("2 headline data sets", "1 far data set");
    assertThat(HtmlOf.results(named, folder))
        .contains("Dice, headline", "Dice, far", "Mean, far (1)", "Average, headline (2)");
    assertThat(scopes(results(new NamedMean("far", List.of("Other")))))
        .as("without a headline, ranks are read from the test data sets")
        .containsExactly("test", "dev", "all", "far");
  }

  @Test
  void aClaimOverAMeanIsAnsweredOnItsDataSets() {
    Claim claim =
        new Claim("W", List.of("One"), List.of("Two"), "headline", 2.0, ClaimMeasure.WINS);
    Results named = results(List.of(claim), NamedMean.headline(List.of("Tuned", "Tested")));

    assertThat(ClaimAnswers.of(named).all().get(0).words())
        .isEqualTo("One beats Two on at least 2 of 2 headline data sets");
  }
}
