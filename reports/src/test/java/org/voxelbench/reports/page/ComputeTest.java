package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.csv.CaseTables;
import org.voxelbench.reports.csv.ReportTables;
import org.voxelbench.reports.ranking.MethodCost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.section.KeyFacts;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.RecipeNote;

/**
 * Where methods are pre-trained by recipes of their own, what each got stands beside the others.
 */
class ComputeTest {

  private static final String COMPUTE = "tables/compute.csv";

  private static final MadeUpExperiment EXPERIMENT = MadeUpExperiment.of(4);

  private static final RecipeNote SCRATCH = recipe("scratch", 0, 0);
  private static final RecipeNote MAE = recipe("mae", 1000, 4.5e9);

  @TempDir private Path folder;

  private static RecipeNote recipe(String method, double steps, double voxels, String... own) {
    return new RecipeNote(method, List.of(own), steps, voxels, 500, 2.5e8);
  }

  private static Results results(RecipeNote... recipes) {
    ExperimentSummary s = EXPERIMENT.summary();
    return Results.of(EXPERIMENT.rows(), s.with(List.of(recipes), s.means()));
  }

  private static Results own() {
    return results(
        SCRATCH,
        MAE,
        recipe("genesis", 2000, 1.5e9, "batches of 2", "gradients clipped at 0.1"),
        recipe("fusion", Double.NaN, Double.NaN));
  }

  private Page page(Results results) {
    return HtmlOf.page(results, folder);
  }

  private static List<String> column(HtmlTable table, String title) {
    List<String> titles = table.head().stream().map(HtmlCell::text).toList();
    assertThat(titles).contains(title);
    return table.body().stream().map(row -> row.get(titles.indexOf(title)).text()).toList();
  }

  @Test
  void theTableOfMethodsSaysInWhatEachRecipeDiffers() {
    assertThat(column(page(own()).about().methods(), "Recipe of pre-training"))
        .containsExactly(
            "no pre-training",
            "the protocol's",
            "batches of 2, gradients clipped at 0.1",
            "pre-trained by others");
  }

  @Test
  void theTableOfComputeIsAsSealed() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("/golden/" + COMPUTE)) {
      assertThat(ReportTables.csv(own()).get(COMPUTE))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /**
   * A run of the made-up second method takes 4210.25 s of 1.1 and 1.11 on one card, by its fold.
   */
  @Test
  void hoursAreThoseOfTheFinishedRuns() {
    HtmlTable compute = page(own()).about().compute();

    assertThat(column(compute, "CPU- or GPU-hours").get(1))
        .isEqualTo(NumberText.fixed(4210.25 * 1.105 / 3600, 3) + " GPU");
    assertThat(column(compute, "Its CPU- or GPU-hours").get(0))
        .isEqualTo(NumberText.fixed(4 * (95.5 + 12.75) * 1.005 / 3600, 3) + " CPU");
    assertThat(column(compute, "Steps of pre-training")).containsExactly("0", "1000", "2000", "–");
    assertThat(column(compute, "CPU- or GPU-hours").get(3)).isEqualTo("–");
  }

  @Test
  void theFirstScreenSaysHowFarApartTheyAre() {
    assertThat(page(own()).answer().cost())
        .contains(
            "Recipes of pre-training differ between methods, which see from 1.50 billion voxels"
                + " (Models Genesis) to 4.50 billion voxels (MAE); more under \"Cost\".");
    assertThat(page(results(MAE, recipe("genesis", 1000, 4.5e9, "AdamW"))).answer().cost())
        .contains(
            "Recipes of pre-training differ between methods, which all see 4.50 billion voxels; more"
                + " under \"Cost\".");
  }

  @Test
  void whereAllRecipesAreCommonTheReportIsAsWithoutThem() {
    Results common = results(SCRATCH, MAE, recipe("genesis", 1000, 9e9));
    Map<String, String> tables = ReportTables.csv(common);

    assertThat(tables).doesNotContainKey(COMPUTE).isEqualTo(ReportTables.csv(results()));
    List<String> pages = new ArrayList<>();
    for (Results results : List.of(common, results())) {
      pages.add(HtmlOf.results(results, folder));
    }
    assertThat(pages.get(0)).isEqualTo(pages.get(1)).doesNotContain("compute-table");
  }

  /** Its runs took no time for pre-training, as those from scratch don't. */
  @Test
  void weightsThatOthersTrainedAreNoStartFromScratchAndOfUnknownCost() {
    MadeUpExperiment one = MadeUpExperiment.of(1);
    ExperimentSummary s = one.summary();
    Results scratch = Results.of(one.rows(), s.with(List.of(SCRATCH), s.means()));
    assertThat(scratch.baseline()).isPresent();
    assertThat(cost(scratch)).singleElement().asString().endsWith(" and no pre-training.");

    Results others =
        Results.of(
            one.rows(), s.with(List.of(recipe("scratch", Double.NaN, Double.NaN)), s.means()));
    assertThat(others.baseline()).isEmpty();
    assertThat(cost(others))
        .singleElement()
        .asString()
        .matches("A run of nnU-Net from scratch takes .*; its weights were pre-trained by others.");
    for (String table : List.of("cost", "runs", "dice_against_cost")) {
      assertThat(preTrainingSeconds(scratch, table)).as(table).containsOnly("0.0");
      assertThat(preTrainingSeconds(others, table)).as(table).containsOnly("NaN");
    }
  }

  private static List<String> cost(Results results) {
    return KeyFacts.of(results, List.of(), MethodCost.of(results), ClaimAnswers.of(results)).cost();
  }

  private static List<String> preTrainingSeconds(Results results, String table) {
    Map<String, String> files = new HashMap<>(ReportTables.csv(results));
    files.putAll(CaseTables.csv(results, List.of(), List.of(), MethodCost.of(results)));
    List<List<String>> rows =
        files.get("tables/" + table + ".csv").lines().map(l -> List.of(l.split(",", -1))).toList();
    int column =
        IntStream.range(0, rows.get(0).size())
            .filter(c -> rows.get(0).get(c).endsWith("pre_training_seconds"))
            .findFirst()
            .orElseThrow();
    return rows.subList(1, rows.size()).stream().map(row -> row.get(column)).toList();
  }
}
