package org.voxelbench.reports.page;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.voxelbench.base.format.Decimals;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ResultColumns;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.results.RunState;
import org.voxelbench.results.TrainingCases;

/**
 * A generated experiment of 9 methods, 13 data sets, 5 folds, 3 seeds, 200 cases a fold and 5
 * classes: 1,755,000 rows. As a program it builds the report from its files and says how long that
 * took.
 */
final class LargeReport {

  static final int METHODS = 9;
  static final int DATASETS = 13;
  static final int FOLDS = 5;
  static final int SEEDS = 3;
  static final int CASES = 200;
  static final int CLASSES = 5;

  private LargeReport() {}

  /**
   * Reads folder {@code args[0]} and writes its report as {@code report}, ranked by {@code
   * args[1]}.
   */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    RankingScheme ranking = RankingScheme.valueOf(args[1]);
    long start = System.nanoTime();
    ReportBuilder.build(
        ResultsCsv.read(folder.resolve(ResultsCsv.NAME)),
        ExperimentJson.read(folder.resolve(ExperimentJson.NAME)),
        folder,
        folder.resolve("report"),
        ReportChoices.standard().with(ranking));
    System.out.printf(
        Locale.ROOT,
        "%s: built in %.1f s, at most %d MiB of heap allowed%n",
        ranking,
        (System.nanoTime() - start) / 1e9,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  /** Writes the rows and their summary. */
  static void generate(Path folder) throws IOException {
    List<String> labels = IntStream.range(0, CLASSES).mapToObj(l -> "class" + l).toList();
    List<DatasetNote> datasets = new ArrayList<>();
    for (int d = 0; d < DATASETS; d++) {
      String role = d < 4 ? "dev" : "test";
      datasets.add(
          new DatasetNote(
              "Set" + (10 + d), role, "CT", labels, 1000, "none", "CC0-1.0", TrainingCases.ALL));
    }
    List<MethodNote> methods =
        IntStream.range(0, METHODS)
            .mapToObj(
                m ->
                    new MethodNote("method" + m, "Method " + m, "none", "Apache-2.0", Control.NONE))
            .toList();
    List<RunNote> runs = new ArrayList<>();
    try (PrintWriter out =
        new PrintWriter(
            Files.newBufferedWriter(folder.resolve(ResultsCsv.NAME), StandardCharsets.UTF_8))) {
      out.print(
          ResultColumns.FIRST.stream()
              .map(ResultColumns.Column::name)
              .collect(Collectors.joining(",", "", "\n")));
      for (DatasetNote dataset : datasets) {
        for (int m = 0; m < METHODS; m++) {
          for (int fold = 0; fold < FOLDS; fold++) {
            for (long seed = 1; seed <= SEEDS; seed++) {
              String id = dataset.name() + "-" + m + "-" + fold + "-" + seed;
              runs.add(
                  new RunNote(
                      id,
                      "method" + m,
                      dataset.name(),
                      TrainingCases.ALL,
                      fold,
                      seed,
                      RunState.DONE,
                      "",
                      "cpu",
                      2,
                      1,
                      m,
                      1,
                      1 << 30,
                      1,
                      0));
              run(out, dataset, m, fold, seed);
            }
          }
        }
      }
    }
    ExperimentJson.write(
        folder.resolve(ExperimentJson.NAME),
        new ExperimentSummary(
            "large",
            "protocol-hash",
            List.of("Nobody ran this."),
            "none",
            datasets,
            methods,
            Map.of("Processor", "none"),
            runs,
            List.of(),
            List.of(),
            List.of()));
  }

  private static void run(PrintWriter out, DatasetNote dataset, int method, int fold, long seed) {
    SplittableRandom random =
        new SplittableRandom(((dataset.name().hashCode() * 31L + method) * 31 + fold) * 31 + seed);
    for (int c = 0; c < CASES; c++) {
      for (int l = 0; l < CLASSES; l++) {
        boolean empty = l == 4 && c % 4 == 0;
        long tp = empty ? 0 : 1000 + 10 * method + random.nextInt(900);
        long fp = empty ? 0 : random.nextInt(1, 500);
        long fn = empty ? 0 : random.nextInt(1, 500);
        double nsd = 0.9 * tp / (tp + fp + fn);
        String numbers =
            empty
                ? "NaN,NaN,NaN,NaN,NaN"
                : Decimals.text(2.0 * tp / (2 * tp + fp + fn))
                    + ","
                    + Decimals.text((double) tp / (tp + fp + fn))
                    + ","
                    + Decimals.text(nsd)
                    + ","
                    + Decimals.text(1.1 * nsd)
                    + ","
                    + Decimals.text((fp + fn) / 64.0);
        out.print(
            "large,protocol-hash,%s,%s,split,data-%s,torch,bf16,method%d,settings-%d,%d,%d,"
                .formatted(
                    dataset.name(), dataset.role(), dataset.name(), method, method, fold, seed));
        out.print("case_%d_%03d,class%d,%d,".formatted(fold, c, l, l + 1));
        out.print(
            "%s,%d,%d,%d,%d,%s\n"
                .formatted(
                    empty ? "empty" : "scored", tp, fp, fn, 1_000_000 - tp - fp - fn, numbers));
      }
    }
  }
}
