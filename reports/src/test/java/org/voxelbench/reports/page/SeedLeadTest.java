package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.reports.section.Headline;

/**
 * Who is first on every case with the seeds that were run may not be with others; with Dice made up
 * so that the answer is known.
 */
class SeedLeadTest {

  private static final List<String> METHODS = List.of("one", "two", "three");

  private static Headline headline(Assay.Dice dice) {
    return Headline.of(new Assay(1, List.of("all"), METHODS, "all", dice).results());
  }

  private static double ordered(String method, int ofCase) {
    return 0.9 - 0.1 * METHODS.indexOf(method) - 0.001 * ofCase;
  }

  @Test
  void aLeadThatEachSeedGivesIsTold() {
    Headline headline = headline((method, size, set, ofCase, seed) -> ordered(method, ofCase));
    assertThat(headline.lead()).startsWith("The one leads 3 methods");
    assertThat(headline.caution())
        .element(1)
        .isEqualTo(
            "With other seeds: by mean Dice it stays ahead of all others at 5\u00a0% (2 seeds).");
  }

  /** Its leads of 7 and 13 points: Student's t of one degree, 12.7, makes 10 +- 38 of them. */
  @Test
  void aLeadThatDiffersBetweenSeedsIsNot() {
    Headline headline =
        headline(
            (method, size, set, ofCase, seed) ->
                ordered(method, ofCase)
                    + (method.equals("two") ? (seed == 1 ? 0.03 : -0.03) : 0)
                    - (method.equals("three") ? 0.1 : 0));
    assertThat(headline.lead())
        .startsWith("Which of 3 methods is best can't be told. The one comes first");
    assertThat(headline.caution())
        .element(1)
        .isEqualTo(
            "With other seeds: by mean Dice it can't be told from The two at 5\u00a0% (2 seeds).");
    assertThat(headline.caution())
        .element(2)
        .asString()
        .endsWith("paired tests over its cases tell the first from 2 of 2 others.");
  }

  @Test
  void aMethodWithoutAResultIsNamedAndNotTakenForBeaten() {
    Assay assay =
        new Assay(
            2,
            List.of("all"),
            METHODS,
            "all",
            (method, size, set, ofCase, seed) -> ordered(method, ofCase));
    assertThat(
            Headline.of(
                    assay.results(
                        row -> !row.method().equals("three") || !row.dataset().equals("Set 1")))
                .caution())
        .element(1)
        .isEqualTo(
            "With other seeds: by mean Dice it stays ahead of all others that have results at"
                + " 5\u00a0% (2 seeds); The three has no result to compare.");
  }

  /** By 1 point ahead on two of three sets and far behind on the third. */
  @Test
  void whoHasTheBetterMeanIsNotCloseButAhead() {
    Assay.Dice dice =
        (method, size, set, ofCase, seed) ->
            (method.equals("three") ? 0.1 : method.equals("two") ? 0.79 : set == 2 ? 0.3 : 0.8)
                - 0.001 * ofCase;
    Headline headline = Headline.of(new Assay(3, List.of("all"), METHODS, "all", dice).results());
    assertThat(headline.lead()).contains("The one comes first: average rank 1.33");
    assertThat(headline.caution())
        .element(1)
        .isEqualTo("With other seeds: by mean Dice it is behind The two at 5\u00a0% (2 seeds).");
  }
}
