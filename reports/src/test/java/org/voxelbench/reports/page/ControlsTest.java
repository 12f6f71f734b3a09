package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.reports.claims.ClaimAnswer;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.claims.ClaimVerdict;
import org.voxelbench.reports.controls.Reading;
import org.voxelbench.reports.csv.MainTable;
import org.voxelbench.reports.csv.ReportTables;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.section.CaseAccounting;
import org.voxelbench.reports.section.ControlsSection;
import org.voxelbench.reports.section.Headline;
import org.voxelbench.reports.section.KeyFacts;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ClaimMeasure;
import org.voxelbench.results.TrainingCases;

/** Controls take no rank, and say whether ranks can be read; by Dice that are made up. */
class ControlsTest {

  private static final List<String> CONTENDERS = List.of("scratch-fixed", "mae");
  private static final List<String> ALL =
      List.of("scratch-fixed", "control-negative", "mae", "control-positive");

  @TempDir private Path folder;

  /** The controls are 30 points apart, the negative one where training from scratch is. */
  private static double known(String method, String size, int dataset, int ofCase, long seed) {
    double base = 0.4 + 0.01 * (ofCase % 4) + (size.equals("all") ? 0.1 : 0);
    return switch (method) {
      case "control-positive" -> base + 0.3 + 0.001 * (ofCase % 3) + 0.002 * seed;
      case "control-negative" -> base + 0.002 * (ofCase % 2 == 0 ? 1 : -1);
      case "mae" -> base + 0.05 + 0.001 * (ofCase % 5);
      default -> base;
    };
  }

  private static Assay assay(Assay.Dice dice) {
    return new Assay(2, List.of("4"), ALL, "4", dice);
  }

  private static Assay.Dice with(String method, Assay.Dice other) {
    return (m, size, d, c, seed) ->
        m.equals(method) ? other.of(m, size, d, c, seed) : known(m, size, d, c, seed);
  }

  /** As good as no start at all: ahead on half of the cases, behind on the others. */
  private static final Assay.Dice NO_BETTER =
      with(
          "control-positive",
          (m, size, d, c, seed) ->
              known("scratch-fixed", size, d, c, seed) + (c % 4 < 2 ? 0.1 : -0.1));

  @Test
  void theFirstParagraphSaysByHowMuchAGoodStartIsToldFromABadOne() {
    Results results = assay(ControlsTest::known).results();
    assertThat(results.controls().reading()).isEqualTo(Reading.TELLS);
    // 0.3 and the means of 0.001 (c % 3) over the cases and 0.002 s over the seeds; the negative
    // control's own differences cancel out.
    assertThat(results.controls().main().orElseThrow().effect().orElseThrow().effect())
        .isCloseTo(0.3 + 0.001 + 0.003, within(1e-12));
    assertThat(Headline.of(results).controls())
        .matches(
            "This protocol tells a good start from a bad one by 30\\.40 Dice points \\(95\u00a0%"
                + " interval \\d\\d\\.\\d\\d to \\d\\d\\.\\d\\d, p [<=] [0-9.]+\\), at 4 training"
                + " cases, over 2 test data sets\\.");
    assertThat(Headline.of(results).lead()).doesNotContain("can't be read");
    assertThat(HtmlOf.results(results, folder))
        .contains("<section id=\"controls\"", "href=\"#controls\"")
        .doesNotContain("can&#39;t be read");
  }

  @Test
  void controlsAndOtherNumbersOfTrainingCasesChangeNoRankAndNoTableOfRanks() {
    Results all = new Assay(2, List.of("4", "16", "all"), ALL, "16", ControlsTest::known).results();
    Results contenders =
        new Assay(2, List.of("16"), CONTENDERS, "16", ControlsTest::known).results();
    Map<String, String> tables = new TreeMap<>(ReportTables.csv(all));
    assertThat(tables.remove("tables/controls.csv")).isNotNull();
    assertThat(tables.remove("tables/few_labels.csv")).isNotNull();
    Map<String, String> ofContenders = new TreeMap<>(ReportTables.csv(contenders));
    assertThat(
            tables
                .remove("tables/runs.csv")
                .lines()
                .filter(run -> run.startsWith("run_id,") || run.endsWith(",16,none")))
        .as("all runs stand in it, those that are ranked as they would alone")
        .containsExactlyElementsOf(ofContenders.remove("tables/runs.csv").lines().toList());
    assertThat(tables).isEqualTo(ofContenders);
    assertThat(all.names().keySet()).containsExactlyElementsOf(CONTENDERS);
    assertThat(all.baseline().orElseThrow().id()).isEqualTo("scratch-fixed");
    String html = HtmlOf.results(all, folder);
    assertThat(html).contains("The control-positive (control)");
    assertThat(MainTable.files(all).get("tables/main.tex"))
        .contains("\\midrule\nThe control-negative (control) & ", " & -- \\\\\n");
  }

  /** What was written lies in {@code target/sealed-controls} for comparison. */
  @ParameterizedTest
  @ValueSource(strings = {"tables/controls.csv", "tables/few_labels.csv"})
  void theFileIsAsSealed(String name) throws IOException {
    Assay assay = new Assay(2, List.of("4", "16", "all"), ALL, "16", ControlsTest::known);
    Path report = Path.of("target", "sealed-controls");
    ReportBuilder.build(assay.rows(), assay.summary(assay.runs()), folder, report);
    try (InputStream golden = getClass().getResourceAsStream("/golden/" + name)) {
      assertThat(golden).as("golden/" + name).isNotNull();
      assertThat(Files.readString(report.resolve(name)))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aClaimMayNameAControlWhichHasDiceAndNoRank() {
    Assay assay = assay(ControlsTest::known);
    List<String> better = List.of("control-positive");
    List<String> than = List.of("scratch-fixed");
    List<Claim> claims =
        List.of(
            new Claim("dice", better, than, "test", 1.0, ClaimMeasure.DICE),
            new Claim("rank", better, than, "test", 0.0, ClaimMeasure.RANK));
    Results results =
        Results.of(assay.rows(), MadeUpExperiment.claiming(assay.summary(assay.runs()), claims));
    List<ClaimAnswer> answers = ClaimAnswers.of(results).all();
    assertThat(answers.get(0).verdict()).isEqualTo(ClaimVerdict.SUPPORTED);
    double shown =
        results.controls().effects().stream()
            .filter(effect -> effect.dataset().isEmpty())
            .filter(effect -> effect.method().id().equals("control-positive"))
            .filter(effect -> effect.other().id().equals("scratch-fixed"))
            .findFirst()
            .orElseThrow()
            .effect()
            .orElseThrow()
            .effect();
    assertThat(answers.get(0).lead().orElseThrow().effect()).isEqualTo(100 * shown);
    assertThat(answers.get(1).verdict()).isEqualTo(ClaimVerdict.UNANSWERED);
    assertThat(answers.get(1).reason()).contains("is a control, which has no rank");
  }

  @Test
  void theMethodThatSpendsNoPreTrainingIsNeverAControl() {
    Assay assay =
        new Assay(
            1,
            List.of("4"),
            List.of("control-negative", "mae", "scratch"),
            "4",
            ControlsTest::known);
    assertThat(assay.results().baseline().orElseThrow().id()).isEqualTo("scratch");
  }

  @Test
  void whereTheControlsAreNotToldApartNoRankCanBeRead() {
    Results results = assay(NO_BETTER).results();
    assertThat(results.controls().reading()).isEqualTo(Reading.BLIND);
    Headline headline = Headline.of(results);
    assertThat(headline.lead())
        .isEqualTo(
            "The ranks below can't be read. The mae comes first of 2 methods: average rank 1.00 over"
                + " 2 test data sets.");
    assertThat(headline.controls())
        .startsWith(
            "This protocol doesn't tell a good start from a bad one: the good one is 0.00 Dice"
                + " points ahead (95\u00a0% interval -");
    assertThat(KeyFacts.of(results, List.of(), List.of(), ClaimAnswers.of(results)).data().get(0))
        .contains(results.mark());
    assertThat(MainTable.files(results).get("tables/main.md"))
        .contains("The ranks can't be read: This protocol doesn't tell");
  }

  @Test
  void everyCaptionOfARankCarriesTheMark() {
    String html = HtmlOf.results(assay(NO_BETTER).results(), folder);
    List<String> captions =
        Pattern.compile(
                "<(?:caption|figcaption|h2 id=\"[a-z-]*-title\"|h3)[^>]*>(?:<span>)?([^<]*)<")
            .matcher(html)
            .results()
            .map(match -> match.group(1))
            .filter(
                caption ->
                    Pattern.compile("(?i)\\brank|\\bpodium of.*place").matcher(caption).find())
            .filter(caption -> !caption.equals("By each ranking scheme"))
            .toList();
    assertThat(captions)
        .hasSizeGreaterThan(12)
        .allMatch(
            caption -> caption.contains("can&#39;t be read") || caption.contains("can't be read"));
  }

  @Test
  void aNegativeControlThatIsAheadOfScratchSpoilsTheRanks() {
    Results results =
        assay(
                with(
                    "control-negative",
                    (m, size, d, c, seed) ->
                        known("scratch-fixed", size, d, c, seed) + 0.1 + 0.001 * (c % 3)))
            .results();
    assertThat(results.controls().reading()).isEqualTo(Reading.NEGATIVE_AHEAD);
    assertThat(Headline.of(results).controls())
        .startsWith(
            "A start that has learnt nothing of use, The control-negative, is 10.10 Dice points above"
                + " The scratch-fixed (95\u00a0% interval ");
    assertThat(Headline.of(results).lead()).startsWith("The ranks below can't be read. ");
  }

  @Test
  void withoutControlsItIsSaidWhatCanNotBeKnown() {
    Results results = new Assay(2, List.of("4"), CONTENDERS, "4", ControlsTest::known).results();
    assertThat(results.controls().reading()).isEqualTo(Reading.NONE);
    assertThat(Headline.of(results).controls())
        .isEqualTo(
            "Without controls this report can't know whether the protocol tells a good start from a"
                + " bad one: where no method leads, the starts may be alike, or the experiment too"
                + " small to show a difference.");
    assertThat(HtmlOf.results(results, folder))
        .contains("Without controls this report can")
        .doesNotContain("id=\"controls\"");
    assertThat(ReportTables.csv(results)).doesNotContainKey("tables/controls.csv");
  }

  @Test
  void aPositiveControlThatNeedsLabelsOfItsOwnIsComparedWhereItHasSome() {
    Results results =
        new Assay(1, List.of("4", "16", "all"), ALL, "all", ControlsTest::known)
            .results(
                row ->
                    !row.method().equals("control-positive")
                        || !row.trainingCases().equals(TrainingCases.ALL));
    assertThat(Headline.of(results).controls()).contains("), at 16 training cases, over 1 test");
    assertThat(ControlsSection.of(results).sentences())
        .contains(
            "On Set 0 the controls are compared at 16 training cases, the largest number that they"
                + " share: ranks are read there at all training cases, where the control has no"
                + " rows.");
    assertThat(ReportTables.csv(results).get("tables/controls.csv").lines().skip(1))
        .hasSize(3 * 2)
        .allMatch(line -> line.contains(",16,1,"));
  }

  @Test
  void aControlThatFailedIsTold() {
    Results results =
        assay(ControlsTest::known)
            .results(row -> !(row.method().equals("control-positive") && row.seed() == 2));
    assertThat(results.controls().reading()).isEqualTo(Reading.UNKNOWN);
    String sentence =
        "The control-positive, a control, has no complete result on Set 0, at 4 training cases (fold"
            + " 0, seed 2: diverged, the loss is NaN).";
    assertThat(CaseAccounting.of(results).lacking()).contains(sentence);
    assertThat(KeyFacts.of(results, List.of(), List.of(), ClaimAnswers.of(results)).wrong())
        .contains("2 of 16 runs did not finish (2 diverged).", sentence);
    assertThat(Headline.of(results).controls())
        .startsWith("The controls have no complete result to compare, so this report can't know");
    assertThat(results.scores().cells()).allMatch(cell -> cell.complete());
  }

  @Test
  void withoutANegativeControlTrainingFromScratchIsTheOtherSide() {
    List<String> methods = List.of("scratch-fixed", "mae", "control-positive");
    Results alone = new Assay(2, List.of("4"), methods, "4", ControlsTest::known).results();
    assertThat(Headline.of(alone).controls())
        .startsWith("This protocol tells a good start from none at all by 30.40 Dice points (95");
    Results failed =
        assay(ControlsTest::known).results(row -> !row.method().equals("control-negative"));
    assertThat(Headline.of(failed).controls()).isEqualTo(Headline.of(alone).controls());
    Results negative =
        new Assay(
                2,
                List.of("4"),
                List.of("scratch-fixed", "mae", "control-negative"),
                "4",
                ControlsTest::known)
            .results();
    assertThat(Headline.of(negative).controls()).startsWith("Without a positive control this");
  }
}
