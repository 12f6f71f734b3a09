package org.voxelbench.reports.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.voxelbench.reports.networks.NetworkStanding.Value;
import org.voxelbench.reports.page.RowBuilder;
import org.voxelbench.reports.ranking.ReportException;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;

/** Every expected number is worked out by hand from {@link TwoNetworks}. */
class NetworkComparisonTest {

  private final NetworkComparison both =
      TwoNetworks.compare(TwoNetworks.cnn(), TwoNetworks.transformer());

  private final NetworkStanding cnn = both.networks().get(0);
  private final NetworkStanding transformer = both.networks().get(1);

  private static void is(Value value, double dice, double difference, double rank) {
    assertThat(new double[] {value.dice(), value.difference(), value.rank()})
        .containsExactly(new double[] {dice, difference, rank}, within(1e-12));
  }

  @Test
  void meansAndDifferencesAreOverTheSharedDatasetsAndRanksWithinANetwork() {
    assertThat(both.datasets()).containsExactly("A", "B");
    is(cnn.mean("scratch-fixed"), 0.5, 0, 2.5);
    is(cnn.mean("mae"), 0.8, 0.3, 1);
    is(cnn.mean("voco"), 0.5, 0, 2.5);
    is(transformer.mean("scratch-fixed"), 0.4, 0, 2.5);
    is(transformer.mean("mae"), 0.45, 0.05, 2);
    is(transformer.mean("simmim"), 0.65, 0.25, 1.5);
    is(cnn.on("A", "voco"), 0.5, -0.1, 3);
    is(transformer.on("B", "simmim"), 0.6, 0.1, 2);
  }

  @Test
  void aControlHasADifferenceAndNoRank() {
    is(cnn.mean("labels"), 0.8, 0.3, Double.NaN);
    is(cnn.on("B", "labels"), 0.7, 0.3, Double.NaN);
    assertThat(both.controls()).containsExactly("labels");
    assertThat(both.name("labels")).isEqualTo("Method labels (control)");
  }

  @Test
  void methodsComeInTheOrderOfTheReportThenThoseOfOtherNetworksAlone() {
    // Over A, B and C the CNN's average ranks are 5/3, 2 and 7/3.
    assertThat(both.contenders()).containsExactly("mae", "scratch-fixed", "voco", "simmim");
  }

  @Test
  void aNetworkThatLacksAMethodHasADash() {
    is(cnn.mean("simmim"), Double.NaN, Double.NaN, Double.NaN);
    List<HtmlCell> voco = NetworkTables.means(both).body().get(2);
    assertThat(voco)
        .extracting(HtmlCell::text)
        .containsExactly("Method voco", "50.00", "0.00", "2.50", "–", "–", "–");
    assertThat(NetworkTables.means(both).head())
        .as("where a table becomes a list each cell says of which network it is")
        .extracting(HtmlCell::text)
        .doesNotHaveDuplicates()
        .hasSize(7);
  }

  @Test
  void theCsvHasARowForEachDatasetAndTheMean() {
    List<String> lines = NetworkTables.csv(both).csv().lines().toList();
    assertThat(lines.get(0)).isEqualTo("network,method,over,name,dice,difference,rank");
    assertThat(lines)
        .contains(
            "CNN,mae,dataset,B,0.9,0.5,1.0", "CNN,labels,mean,shared,0.8,0.30000000000000004,NaN")
        .noneMatch(line -> line.startsWith("CNN,simmim"))
        .hasSize(1 + 3 * (4 + 4));
  }

  @Test
  void whatDiffersByDesignIsListedOfWhatIsShared() {
    assertThat(both.differences())
        .extracting(SettingDifference::key)
        .containsExactly("network", "methods.mae.settings.blockSize", "training.optimizer.rule");
    assertThat(both.unshared()).containsExactly("C of CNN");
  }

  @Test
  void networksOfOneNameAreCalledByProtocolOrFolderToo() {
    NetworkResults a = TwoNetworks.cnn();
    NetworkResults b =
        new NetworkResults("CNN", "elsewhere", a.rows(), a.summary(), a.evaluation(), a.settings());
    assertThat(TwoNetworks.compare(a, b).networks())
        .extracting(NetworkStanding::name)
        .containsExactly("protocol, CNN (results/cnn)", "protocol, CNN (elsewhere)");
  }

  @Test
  void columnsAreCalledByWhatStandsBeforeACommaIfThatTellsThemApart() {
    List<String> different = List.of("ResidualEncoderUNet, 6 stages", "Primus-M, 12 blocks");
    List<String> alike = List.of("ResidualEncoderUNet, 6 stages", "ResidualEncoderUNet, 7 stages");
    assertThat(NetworkNames.brief(different)).containsExactly("ResidualEncoderUNet", "Primus-M");
    assertThat(NetworkNames.brief(alike)).isEqualTo(alike);
  }

  @Test
  void withoutScratchThereIsNoDifferenceAndAWordForIt() {
    NetworkComparison without =
        TwoNetworks.compare(
            TwoNetworks.cnn(),
            TwoNetworks.transformer(
                TwoNetworks.rowsOfTransformer().stream()
                    .filter(row -> !row.method().equals("scratch-fixed"))
                    .toList()));
    NetworkStanding lacking = without.networks().get(1);
    is(lacking.mean("simmim"), 0.65, Double.NaN, 1.5);
    assertThat(NetworksSection.of(without).sentences())
        .anyMatch(sentence -> sentence.contains("there is no result of scratch-fixed"));
  }

  @Test
  void otherDataSplitsAndClassesAreRefusedAllAtOnce() {
    refused(
            row ->
                with(
                    row,
                    other -> {
                      other.dataHash = row.dataset().equals("A") ? "other files" : "data";
                      other.splitHash = row.dataset().equals("B") ? "other folds" : "split";
                      other.labelValues = "2";
                    }))
        .hasMessageContainingAll(
            "'results/cnn' and 'results/transformer' can't stand side by side",
            "on 'A' data hashes are 'data' and 'other files'",
            "on 'B' split hashes are 'split' and 'other folds'",
            "on 'A' classes are 'tumour = 1' and 'tumour = 2'",
            "leave --beside out");
  }

  @Test
  void otherCasesAndFoldsAreRefused() {
    refused(
            row ->
                row.dataset().equals("A")
                    ? with(row, other -> other.caseId = row.caseId().replace("1", "7"))
                    : with(row, other -> other.run(3, 1)))
        .hasMessageContainingAll(
            "on 'A' 1 case, such as 'case1' of fold 0, is evaluated in 'results/cnn' alone",
            "on 'A' 1 case, such as 'case7' of fold 0, is evaluated in 'results/transformer' alone",
            "on 'B' 1 case, such as 'case0' of fold 3, is evaluated in 'results/transformer'");
  }

  @Test
  void otherNumbersOfTrainingCasesAreRefusedAndUnstatedOnesAreNot() {
    assertThatThrownBy(() -> TwoNetworks.compare(TwoNetworks.cnn(), at(TrainingCases.of(4))))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("on 'B' training cases are 'all' and '4'");
    assertThat(TwoNetworks.compare(TwoNetworks.cnn(), at(TrainingCases.UNSTATED)).datasets())
        .hasSize(2);
  }

  private static NetworkResults at(TrainingCases size) {
    return TwoNetworks.transformer(
        TwoNetworks.rowsOfTransformer().stream()
            .map(row -> with(row, other -> other.trainingCases = size))
            .toList(),
        size);
  }

  @Test
  void otherPoliciesAreRefused() {
    NetworkResults plain = TwoNetworks.transformer();
    NetworkResults other =
        new NetworkResults(
            plain.network(),
            plain.folder(),
            plain.rows(),
            plain.summary(),
            new TreeMap<>(Map.of("evaluation.absentClass", "zero")),
            plain.settings());
    assertThatThrownBy(() -> TwoNetworks.compare(TwoNetworks.cnn(), other))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("'evaluation.absentClass' is 'leave-out' and 'zero'");
  }

  @Test
  void foldersWithoutASharedDatasetAreRefused() {
    NetworkResults alone = TwoNetworks.cnn().over(List.of("C"));
    assertThatThrownBy(() -> TwoNetworks.compare(TwoNetworks.transformer(), alone))
        .isInstanceOf(ReportException.class)
        .hasMessageContainingAll(
            "'results/transformer' has results of A and B", "'results/cnn' has results of C");
  }

  private static ResultRow with(ResultRow row, Consumer<RowBuilder> change) {
    RowBuilder builder = RowBuilder.like(row).run(row.fold(), row.seed());
    builder.label(row.label(), row.labelValues());
    change.accept(builder);
    return builder.build();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      UnaryOperator<ResultRow> change) {
    NetworkResults other =
        TwoNetworks.transformer(TwoNetworks.rowsOfTransformer().stream().map(change).toList());
    return assertThatThrownBy(() -> TwoNetworks.compare(TwoNetworks.cnn(), other))
        .isInstanceOf(ReportException.class);
  }
}
