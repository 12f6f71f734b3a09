package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.reports.published.PublishedComparison;
import org.voxelbench.reports.published.PublishedPanel;
import org.voxelbench.reports.published.PublishedRanking;
import org.voxelbench.reports.published.PublishedTable;
import org.voxelbench.reports.published.PublishedValue;
import org.voxelbench.reports.published.RankingAgreement;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.ScopeStatistics;

/**
 * The tables of {@code results/published}, against SciPy and against what they print themselves.
 */
class PublishedNumbersTest {

  private static final Path TABLES = Path.of("..", "results", "published");

  private static PublishedTable table(String id) {
    return PublishedTable.read(TABLES.resolve(id + ".csv"));
  }

  private static Map<String, Double> averageRanks(PublishedTable table) {
    return PublishedRanking.of(table).standings().get(0).all().stream()
        .collect(Collectors.toMap(s -> s.method().id(), MethodRank::averageRank));
  }

  // Expected values: SciPy 1.17.1, in the repository's folder:
  // python3 -c '
  // import csv, collections
  // from scipy.stats import rankdata
  // d = collections.defaultdict(dict)
  // for r in csv.DictReader(open("results/published/nnunet-revisited.csv")):
  //     if r["metric"] == "dice_percent":
  //         d[r["dataset"]][r["method"]] = float(r["value"])
  // m = list(d["BTCV"])
  // ranks = [rankdata([-x[k] for k in m]) for x in d.values()]
  // for k, r in zip(m, sum(ranks) / len(ranks)):
  //     print(k, repr(float(r)))'
  @Test
  void theAverageRanksOfNnUNetRevisitedAreThoseOfSciPy() {
    Map<String, Double> ranks = averageRanks(table("nnunet-revisited"));
    Map<String, Double> expected =
        Map.ofEntries(
            Map.entry("nnU-Net (org.)", 8.833333333333334),
            Map.entry("nnU-Net ResEnc M", 5.75),
            Map.entry("nnU-Net ResEnc L", 5.5),
            Map.entry("nnU-Net ResEnc XL", 5.5),
            Map.entry("MedNeXt L k3", 2.0),
            Map.entry("MedNeXt L k5", 1.6666666666666667),
            Map.entry("STU-Net S", 13.333333333333334),
            Map.entry("STU-Net B", 10.333333333333334),
            Map.entry("STU-Net L", 7.416666666666667),
            Map.entry("SwinUNETR", 15.666666666666666),
            Map.entry("SwinUNETRV2", 12.666666666666666),
            Map.entry("nnFormer", 14.333333333333334),
            Map.entry("CoTr", 13.833333333333334),
            Map.entry("No-Mamba Base", 6.083333333333333),
            Map.entry("U-Mamba Bot", 6.083333333333333),
            Map.entry("U-Mamba Enc", 10.333333333333334),
            Map.entry("A3DS SegResNet", 14.166666666666666),
            Map.entry("A3DS DiNTS", 18.166666666666668),
            Map.entry("A3DS SwinUNETR", 18.333333333333332));
    assertThat(ranks).containsOnlyKeys(expected.keySet());
    expected.forEach((m, rank) -> assertThat(ranks.get(m)).as(m).isCloseTo(rank, within(1e-10)));
  }

  // Expected values, SciPy 1.17.1, with d, m of the command above, k = 19 and n = 6:
  // friedmanchisquare(*[[x[k] for x in d.values()] for k in m])
  // studentized_range.ppf(0.95, k, np.inf) / np.sqrt(2) * np.sqrt(k * (k + 1) / (6 * n))
  @Test
  void theTestsOfNnUNetRevisitedAreThoseOfSciPy() {
    ScopeStatistics scope = PublishedRanking.of(table("nnunet-revisited")).statistics().get(0);
    assertThat(scope.friedman().chiSquare()).isCloseTo(88.85095168374814, within(1e-10));
    assertThat(scope.friedman().pChiSquare()).isCloseTo(2.3204415708157986e-11, within(1e-21));
    assertThat(scope.nemenyi().orElseThrow().criticalDifference(0.05))
        .isCloseTo(11.426729103799197, within(1e-10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nnunet-revisited", "primus", "mae-per-dataset", "mae-tof-angiography"})
  void theRanksOfKMethodsSumToTheSameOnEveryDataSet(String id) {
    PublishedRanking ranking = PublishedRanking.of(table(id));
    int k = ranking.methods().size();
    for (Ranking standings : ranking.standings()) {
      assertThat(standings.ranks().values())
          .allSatisfy(ranks -> assertThat(Arrays.stream(ranks).sum()).isEqualTo(k * (k + 1) / 2.0));
    }
  }

  @Test
  void theOrderOfTheRowsChangesNoRank(@TempDir Path folder) throws IOException {
    Path file = TABLES.resolve("nnunet-revisited.csv");
    List<String> lines = Files.readAllLines(file);
    List<String> rows = lines.subList(1, lines.size());
    Collections.shuffle(rows, new Random(3));
    Path shuffled = folder.resolve("shuffled.csv");
    Files.writeString(shuffled, lines.get(0) + "\n" + String.join("\n", rows) + "\n");
    assertThat(averageRanks(PublishedTable.read(shuffled)))
        .isEqualTo(averageRanks(table("nnunet-revisited")));
  }

  /** To 0.01: columns and mean are each rounded, by up to 0.005. */
  @Test
  void theMeansThatPrimusPrintsAreThoseOfItsColumns() {
    PublishedTable table = table("primus");
    PublishedValue.Column printed = table.dice(false).get(0);
    for (MethodRank standing : PublishedRanking.of(table).standings().get(0).all()) {
      double mean = table.value(standing.method().id(), printed).orElseThrow().value();
      assertThat(100 * standing.meanDice()).isCloseTo(mean, within(0.0101));
    }
  }

  /** A quarter of OpenMind's 12 data sets are out of distribution. */
  @ParameterizedTest
  @ValueSource(strings = {"openmind-resenc-l", "openmind-primus-m"})
  void theMeansOfOpenMindFitTogether(String id) {
    PublishedTable table = table(id);
    List<PublishedValue.Column> columns = table.dice(false);
    double[] all = table.dice(columns.get(0), table.methods());
    double[] inside = table.dice(columns.get(1), table.methods());
    double[] outside = table.dice(columns.get(2), table.methods());
    for (int m = 0; m < all.length; m++) {
      assertThat(100 * all[m]).isCloseTo(75 * inside[m] + 25 * outside[m], within(0.011));
    }
  }

  /** To 0.0101: columns and mean are each rounded, by up to 0.005. */
  @ParameterizedTest
  @ValueSource(strings = {"openmind-resenc-l", "openmind-primus-m"})
  void theMeansThatOpenMindPrintsAreThoseOfItsColumns(String id) {
    PublishedTable table = table(id);
    List<PublishedValue.Column> datasets = table.dice(true);
    List<PublishedValue.Column> printed = table.dice(false);
    assertThat(datasets).hasSize(12);
    for (String method : table.methods()) {
      double[] dice =
          datasets.stream()
              .mapToDouble(c -> table.value(method, c).orElseThrow().value())
              .toArray();
      double[] means = {mean(dice, 0, 12), mean(dice, 0, 9), mean(dice, 9, 12)};
      for (int i = 0; i < means.length; i++) {
        assertThat(table.value(method, printed.get(i)).orElseThrow().value())
            .as(method + ", " + printed.get(i).dataset())
            .isCloseTo(means[i], within(0.0101));
      }
    }
  }

  private static double mean(double[] numbers, int from, int to) {
    return Arrays.stream(numbers, from, to).average().orElseThrow();
  }

  // Expected values: SciPy 1.17.1, in the folder results/published:
  // import csv, itertools, numpy as np
  // from scipy.stats import kendalltau, rankdata
  // def dice(id):
  //     table = {}
  //     for r in csv.DictReader(open(id + ".csv")):
  //         if r["metric"] == "dice_percent":
  //             table.setdefault(r["dataset"], {})[r["method"]] = float(r["value"])
  //     return table
  // rows = list(csv.DictReader(open("comparisons/" + comparison + ".csv")))
  // a, b = dice(rows[0]["first"]), dice(rows[0]["second"])
  // m = [(r["first"], r["second"]) for r in rows if r["what"] == "method"]
  // d = [(r["first"], r["second"]) for r in rows if r["what"] == "dataset"]
  // x, y = [a[first][k] for k, _ in m], [b[second][k] for _, k in m]  # a mean or data set
  // x = sum(rankdata([-a[c][k] for k, _ in m]) for c, _ in d) / len(d)  # shared, y likewise
  // kendalltau(x, y, method="exact"); of ties (MSF, ACD) the command of SciPyTest
  @ParameterizedTest
  @CsvSource({
    "paper-and-openmind-150-epochs, mean, mean of 11 data sets, 5, 0.8, 0.08333333333333333",
    "paper-and-openmind-1000-epochs, mean, mean of 11 data sets, 5, 0.4, 0.48333333333333334",
    "paper-and-openmind-data-sets-150-epochs, shared, all 2 shared data sets, 2, 1, NaN",
    "paper-and-openmind-data-sets-1000-epochs, shared, all 2 shared data sets, 2, NaN, NaN",
    "paper-and-openmind-data-sets-1000-epochs, dataset, D9 HNTS-MRG24, 2, -1, NaN",
    "openmind-cnn-and-transformer, shared, all 12 shared data sets, 8, 0.7142857142857142, 0.014136904761904762",
    "openmind-cnn-and-transformer, mean, mean of 12 data sets, 8, 0.5714285714285714, 0.06101190476190476",
    "openmind-cnn-and-transformer, dataset, SBM, 8, 0.21428571428571427, 0.5484126984126985",
    "openmind-cnn-and-transformer, dataset, MSF, 8, 0.6182840223353117, 0.042261904761904764",
    "openmind-cnn-and-transformer, dataset, ACD, 8, 0.4000661320993193, 0.22013888888888888",
    "nnunet-revisited-and-primus, shared, all 4 shared data sets, 3, 1, 0.3333333333333333",
    "openmind-and-nnunet-revisited, shared, all 2 shared data sets, 0, NaN, NaN"
  })
  void theAgreementOfThePapersIsThatOfSciPy(
      String comparison, String over, String first, int methods, double tau, double p) {
    RankingAgreement agreement =
        RankingAgreement.all(comparison(comparison)).stream()
            .filter(a -> a.over().key().equals(over) && a.first().equals(first))
            .findFirst()
            .orElseThrow();
    assertThat(agreement.test().methods()).isEqualTo(methods);
    assertThat(agreement.test().tau()).isCloseTo(tau, within(1e-10));
    assertThat(agreement.test().p()).isCloseTo(p, within(1e-10));
  }

  @Test
  void thePaperAndNnUNetRevisitedShareNothing() {
    assertThat(RankingAgreement.all(comparison("paper-and-nnunet-revisited"))).isEmpty();
  }

  private static PublishedComparison comparison(String id) {
    return PublishedComparison.read(
        TABLES.resolve("comparisons").resolve(id + ".csv"), PublishedTable.readAll(TABLES));
  }

  /** Seven methods' ranks sum to 28 on each of 11 data sets, and each sum is a whole number. */
  @Test
  void theAverageRanksOfThePaperAreOfElevenDataSets() {
    PublishedTable table = table("mae-main");
    long sum = 0;
    for (PublishedValue value : table.values()) {
      if (value.metric() == PublishedValue.Metric.AVERAGE_RANK) {
        long ofMethod = Math.round(11 * value.value());
        assertThat(ofMethod / 11.0).isCloseTo(value.value(), within(0.0051));
        sum += ofMethod;
      }
    }
    assertThat(sum).isEqualTo(11 * 28 - 33);
  }

  @Test
  void everyTableHasAPageOfItsOwnNumbersAlone() {
    for (PublishedTable table : PublishedTable.readAll(TABLES)) {
      PublishedPanel panel = PublishedPanel.of(table);
      assertThat(panel.notes()).as(table.id()).isNotEmpty();
      assertThat(panel.tables().get(0).body()).hasSize(table.methods().size());
    }
  }
}
