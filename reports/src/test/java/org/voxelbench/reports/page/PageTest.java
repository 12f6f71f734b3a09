package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.section.CaseAccounting;
import org.voxelbench.reports.section.Headline;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.NumberNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ExperimentSummary.TestUseNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.RunState;

class PageTest {

  @TempDir private static Path folder;

  private static final String HOSTILE = "</script><script>alert('x')</script>\"&<img src=x>";

  @Test
  void thePageLoadsNothing() {
    Page page = page(MadeUpExperiment.of(9));
    String html = page.html();
    assertThat(html).doesNotContain("http://", "https://", "@import", "url(", "<link", "srcset");
    assertThat(matches(html, " src=\"([^\"]{5})"))
        .hasSize(page.charts().images().size() + 2 * 8 * 2)
        .allMatch("data:"::equals);
    assertThat(matches(html, " href=\"([^\"]*)\""))
        .filteredOn(link -> !link.startsWith("#"))
        .containsExactly("tables/main.tex", "tables/main.md");
    for (String drawing : matches(html, "svg.xml;base64,([^\"]*)")) {
      String svg = new String(Base64.getDecoder().decode(drawing));
      assertThat(matches(svg, "(https?://[^\"' >]*)"))
          .allMatch(address -> address.startsWith("http://www.w3.org/"));
      assertThat(svg).doesNotContain("<!DOCTYPE", "<image");
    }
  }

  @Test
  void hostileNamesStayWords() {
    String html = html(hostile());
    assertThat(html).doesNotContain("alert('x')</script>", "<img src=x>");
    assertThat(html).contains("&lt;/script&gt;&lt;script&gt;alert('x')");
    assertThat(matches(html, "(<script>)")).hasSize(1);
  }

  @Test
  void idsAreUniqueAndEveryReferenceIsMet() {
    String html = html(MadeUpExperiment.of(3));
    List<String> ids = matches(html, " id=\"([^\"]*)\"");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids)
        .containsAll(matches(html, " href=\"#([^\"]*)\""))
        .containsAll(matches(html, " aria-labelledby=\"([^\"]*)\""));
  }

  @Test
  void everythingBeyondTheFirstScreenIsFoldedAndInTheContents() {
    String html = html(MadeUpExperiment.of(3));
    List<String> parts =
        matches(html, "<details class=\"part\">\\s*<summary><h2 id=\"([^\"]*)-title\"");
    assertThat(matches(html, "<section id=\"([^\"]*)\" class=\"inside\""))
        .as("what a link leads to lies within the fold, which browsers then open without a script")
        .isEqualTo(parts);
    String contents =
        html.substring(html.indexOf("<nav class=\"contents\""), html.indexOf("</nav>"));
    assertThat(matches(contents, "href=\"#([^\"]*)\"")).containsAll(parts);
    assertThat(html).doesNotContain("<details open", "class=\"part\" open");
    String first =
        html.substring(html.indexOf("<section class=\"answer\""), html.indexOf("<nav class"));
    assertThat(first)
        .contains("By how much", "On which data", "How sure", "What went wrong", "At what cost")
        .containsOnlyOnce("<img ");
  }

  @Test
  void everyCellNamesItsColumnWhereATableBecomesAList() {
    String html = html(MadeUpExperiment.of(3));
    assertThat(matches(html, "(<td )")).hasSameSizeAs(matches(html, "<td [^>]*(data-title=\")"));
  }

  @Test
  void everyTableHasACaptionAndEveryImageItsWords() {
    Page page = page(MadeUpExperiment.of(3));
    String html = page.html();
    long ofFigures =
        page.charts().figures().values().stream()
            .flatMap(List::stream)
            .mapToLong(figure -> figure.tables().size())
            .sum();
    assertThat(matches(html, "(<caption)"))
        .hasSameSizeAs(matches(html, "(<table)"))
        .hasSize(35 + (int) ofFigures);
    assertThat(matches(html, "<caption[^>]*><span>([^<]*)<"))
        .as("a caption is the name of its region")
        .doesNotHaveDuplicates();
    assertThat(matches(html, "<img [^>]*alt=\"([^\"]{20,})\""))
        .hasSize(page.charts().images().size() + 2 * 4);
  }

  @Test
  void theAnswerSaysWhoByHowMuchAndHowSure() {
    Headline headline = Headline.of(results(MadeUpExperiment.of(5)));
    assertThat(headline.lead())
        .isEqualTo(
            "Which of 5 methods is best can't be told. VoCo comes first: average rank 1.00 over 2"
                + " test data sets.");
    assertThat(headline.support())
        .containsExactly(
            "VoCo: mean Dice 83.98\u00a0%, 4.73 points above nnU-Net from scratch (79.25\u00a0%),"
                + " ahead on 2 of 2 test data sets.",
            "1.74 points above the next, VolumeFusion (82.24\u00a0%).");
    assertThat(headline.evidence())
        .isEqualTo("The same for all methods: 24 cases, 2 folds, 2 seeds, one protocol.");
    assertThat(headline.caution())
        .containsExactly(
            "With other cases of these data sets: the same lead in 92.60\u00a0% of bootstrap samples.",
            "On other data sets: it can't be told who leads; over 2 test data sets, Friedman's test"
                + " gives p = 0.0607.");
  }

  @Test
  void aFailedRunIsNamedAndTakesTheLastRank() {
    MadeUpExperiment experiment = MadeUpExperiment.of(3);
    List<ResultRow> rows =
        experiment.rows().stream()
            .filter(r -> !(failed(r.method(), r.dataset()) && r.fold() == 1))
            .toList();
    List<RunNote> runs = new ArrayList<>();
    for (RunNote r : experiment.summary().runs()) {
      boolean lost = failed(r.method(), r.dataset()) && r.fold() == 1;
      runs.add(
          new RunNote(
              r.runId(),
              r.method(),
              r.dataset(),
              r.trainingCases(),
              r.fold(),
              r.seed(),
              lost ? RunState.OUT_OF_BUDGET : r.state(),
              lost ? "it used up its hours; raise them." : "",
              r.device(),
              r.threads(),
              r.trainingSeconds(),
              r.preTrainingSeconds(),
              r.inferenceSeconds(),
              r.peakMemoryBytes(),
              r.energyJoules(),
              r.skippedSteps()));
    }
    Results results = Results.of(rows, with(experiment.summary(), runs));
    assertThat(results.standings(Scope.ALL).ranks().get("Phantom tubes")[2]).isEqualTo(3);
    assertThat(CaseAccounting.of(results).lacking())
        .containsExactly(
            "Models Genesis takes the last rank on Phantom tubes, where it has no complete result"
                + " (fold 1, seed 12345: out-of-budget, it used up its hours, raise them; fold 1,"
                + " seed 67890: out-of-budget, it used up its hours, raise them).");
    assertThat(html(new MadeUpExperiment(rows, results.experiment().summary())))
        .contains("takes the last rank on Phantom tubes");
  }

  @Test
  void anExperimentWithoutAnyDefinedDiceIsStillReported() {
    List<ResultRow> rows =
        MadeUpExperiment.of(2).rows().stream()
            .map(
                r -> {
                  RowBuilder empty = RowBuilder.like(r).status(CaseStatus.EMPTY);
                  empty.dice = Double.NaN;
                  return empty.build();
                })
            .toList();
    MadeUpExperiment experiment = new MadeUpExperiment(rows, MadeUpExperiment.of(2).summary());
    assertThat(results(experiment).headline().all())
        .extracting(MethodRank::averageRank)
        .containsExactly(1.5, 1.5);
    assertThat(CaseAccounting.of(results(experiment)).undefined()).hasSize(12);
    assertThat(html(experiment))
        .contains("both share average rank 1.50", "class tube of Phantom tubes is empty in every");
  }

  @Test
  void aSingleMethodIsRankedAgainstNobody() {
    assertThat(Headline.of(results(MadeUpExperiment.of(1))).lead())
        .isEqualTo("nnU-Net from scratch is the only method: there is nobody to rank it against.");
  }

  @Test
  void withoutTestDataSetsTheAnswerSaysSo() {
    MadeUpExperiment experiment = MadeUpExperiment.of(2);
    List<ResultRow> rows = experiment.rows().stream().filter(r -> r.role().equals("dev")).toList();
    Results results = Results.of(rows, experiment.summary());
    assertThat(Headline.of(results).lead())
        .isEqualTo(
            "Which of 2 methods is best can't be told. MAE comes first: average rank 1.00 over 1"
                + " development data set.");
    assertThat(Headline.of(results).caution()).hasSize(3);
    assertThat(CaseAccounting.of(results).lacking())
        .contains("Phantom tubes has no results yet and is in no average.");
  }

  @Test
  void aMissingPredictionIsNamed() {
    assertThat(CaseAccounting.of(results(MadeUpExperiment.of(2))).missing())
        .containsExactly("MAE, Phantom tubes, fold 1, seed 12345: case case_1_3");
  }

  @ParameterizedTest
  @CsvSource({
    "ink, ground",
    "ink, panel",
    "ink, best",
    "ink, caution",
    "muted, ground",
    "muted, panel",
    "accent, ground"
  })
  void wordsContrastWithTheirGroundInLightAndDark(String words, String ground) {
    String html = html(MadeUpExperiment.of(1));
    List<String> front = matches(html, "--" + words + ": (#[0-9a-f]{6})");
    List<String> back = matches(html, "--" + ground + ": (#[0-9a-f]{6})");
    assertThat(front).hasSameSizeAs(back).hasSize(3);
    for (int theme = 0; theme < front.size(); theme++) {
      assertThat(Contrast.ratio(front.get(theme), back.get(theme))).isGreaterThanOrEqualTo(4.5);
    }
  }

  private static boolean failed(String method, String dataset) {
    return method.equals("genesis") && dataset.equals("Phantom tubes");
  }

  private static PreTrainingNote hostile(PreTrainingNote p) {
    return new PreTrainingNote(
        p.preTrainingId() + HOSTILE,
        List.of(HOSTILE),
        p.seed(),
        RunState.FAILED,
        HOSTILE,
        p.epochs(),
        List.of(new NumberNote(HOSTILE, 1)),
        List.of(HOSTILE),
        p.pictures());
  }

  private static MadeUpExperiment hostile() {
    MadeUpExperiment experiment = MadeUpExperiment.of(2);
    ExperimentSummary s = experiment.summary();
    List<DatasetNote> datasets =
        s.datasets().stream()
            .map(
                d ->
                    new DatasetNote(
                        d.name() + HOSTILE,
                        d.role(),
                        HOSTILE,
                        d.labels(),
                        d.cases(),
                        HOSTILE,
                        HOSTILE,
                        d.rankedAt()))
            .toList();
    List<MethodNote> methods =
        s.methods().stream()
            .map(m -> new MethodNote(m.id(), m.name() + HOSTILE, HOSTILE, HOSTILE, Control.NONE))
            .toList();
    Map<String, String> machine = new LinkedHashMap<>(Map.of(HOSTILE, HOSTILE));
    List<ResultRow> rows =
        experiment.rows().stream()
            .map(
                r ->
                    RowBuilder.like(r)
                        .dataset(r.dataset() + HOSTILE)
                        .caseId(r.caseId() + HOSTILE)
                        .label(r.label() + HOSTILE, r.labelValues())
                        .build())
            .toList();
    return new MadeUpExperiment(
        rows,
        new ExperimentSummary(
            HOSTILE,
            s.protocolHash(),
            List.of(HOSTILE),
            HOSTILE,
            datasets,
            methods,
            machine,
            List.of(),
            s.preTrainings().stream().map(PageTest::hostile).toList(),
            List.of(new TestUseNote(HOSTILE, HOSTILE, 1, 1, 1, 1)),
            s.claims()));
  }

  private static ExperimentSummary with(ExperimentSummary s, List<RunNote> runs) {
    return new ExperimentSummary(
        s.protocol(),
        s.protocolHash(),
        s.protocolText(),
        s.command(),
        s.datasets(),
        s.methods(),
        s.machine(),
        runs,
        s.preTrainings(),
        s.testUse(),
        s.claims());
  }

  private static Results results(MadeUpExperiment experiment) {
    return Results.of(experiment.rows(), experiment.summary());
  }

  private static String html(MadeUpExperiment experiment) {
    return page(experiment).html();
  }

  private static Page page(MadeUpExperiment experiment) {
    MadeUpExperiment.writePictures(experiment.summary(), folder);
    return HtmlOf.page(results(experiment), folder);
  }

  private static List<String> matches(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(m -> m.group(1)).toList();
  }
}
