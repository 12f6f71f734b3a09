package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.NumberNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.TestUseNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.RunState;

/** The page stands alone, can be read in any width or by ear, and takes names as words. */
class PageTest {

  @TempDir private static Path folder;

  private static final String HOSTILE = "</script><script>alert('x')</script>\"&<img src=x>";

  @Test
  void thePageLoadsNothing() {
    Page page = HtmlOf.page(MadeUpExperiment.of(9), folder);
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
    String html = HtmlOf.page(hostile(), folder).html();
    assertThat(html).doesNotContain("alert('x')</script>", "<img src=x>");
    assertThat(html).contains("&lt;/script&gt;&lt;script&gt;alert('x')");
    assertThat(matches(html, "(<script>)")).hasSize(1);
  }

  @Test
  void idsAreUniqueAndEveryReferenceIsMet() {
    String html = HtmlOf.page(MadeUpExperiment.of(3), folder).html();
    List<String> ids = matches(html, " id=\"([^\"]*)\"");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids)
        .containsAll(matches(html, " href=\"#([^\"]*)\""))
        .containsAll(matches(html, " aria-labelledby=\"([^\"]*)\""));
  }

  @Test
  void everythingBeyondTheFirstScreenIsFoldedAndInTheContents() {
    String html = HtmlOf.page(MadeUpExperiment.of(3), folder).html();
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
    String html = HtmlOf.page(MadeUpExperiment.of(3), folder).html();
    assertThat(matches(html, "(<td )")).hasSameSizeAs(matches(html, "<td [^>]*(data-title=\")"));
  }

  @Test
  void everyTableHasACaptionAndEveryImageItsWords() {
    Page page = HtmlOf.page(MadeUpExperiment.of(3), folder);
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
    String html = HtmlOf.page(MadeUpExperiment.of(1), folder).html();
    List<String> front = matches(html, "--" + words + ": (#[0-9a-f]{6})");
    List<String> back = matches(html, "--" + ground + ": (#[0-9a-f]{6})");
    assertThat(front).hasSameSizeAs(back).hasSize(3);
    for (int theme = 0; theme < front.size(); theme++) {
      assertThat(Contrast.ratio(front.get(theme), back.get(theme))).isGreaterThanOrEqualTo(4.5);
    }
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
        ChangedSummary.of(s)
            .protocol(HOSTILE, List.of(HOSTILE), HOSTILE)
            .datasets(datasets)
            .methods(methods)
            .machine(machine)
            .runs(List.of())
            .preTrainings(s.preTrainings().stream().map(PageTest::hostile).toList())
            .testUse(List.of(new TestUseNote(HOSTILE, HOSTILE, 1, 1, 1, 1)))
            .build());
  }

  private static List<String> matches(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(m -> m.group(1)).toList();
  }
}
