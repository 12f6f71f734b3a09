package org.voxelbench.reports.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.voxelbench.reports.page.RowBuilder.empty;
import static org.voxelbench.reports.page.RowBuilder.missing;
import static org.voxelbench.reports.page.RowBuilder.scored;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.page.RowBuilder;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.metric.Metrics;
import tech.tablesaw.api.DoubleColumn;

class ResultTableTest {

  /** Names that Tablesaw takes for a missing value, cuts, or takes for the same column. */
  @ParameterizedTest
  @CsvSource({"NA, *, N/A", "a~~~b, ~~~, a~~~c", "t1, T1, ı", "NaN, null, -", "1, 01, 1.0"})
  void rowsKeepTheirNumbersWhateverTheirNamesAre(String one, String two, String three) {
    for (Locale locale : List.of(Locale.ROOT, Locale.forLanguageTag("tr-TR-u-nu-arab"))) {
      Locale before = Locale.getDefault();
      Locale.setDefault(locale);
      try {
        assertThat(dice(one, two, three)).isEqualTo(dice("a", "b", "c"));
      } finally {
        Locale.setDefault(before);
      }
    }
  }

  private static List<Object> dice(String one, String two, String three) {
    List<String> names = List.of(one, two, three);
    List<ResultRow> rows = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      for (int c = 0; c < 3; c++) {
        for (int l = 0; l < 3; l++) {
          RowBuilder row = scored((1 + m + 3 * c + 9 * l) / 30.0).method(names.get(m));
          row.caseId(names.get(c)).label(names.get(l), Integer.toString(l + 1));
          rows.add(row.run(0, Long.MAX_VALUE - m % 2).build());
        }
      }
    }
    ExperimentSummary summary =
        MadeUpExperiment.bare(
            List.of(MadeUpExperiment.dataset("A", "test", names)),
            names.stream().map(name -> MadeUpExperiment.method(name, name)).toList(),
            List.of());
    Results results = Results.of(rows, summary);
    List<Object> numbers = new ArrayList<>();
    for (MethodScore cell : results.scores().cells()) {
      numbers.add(cell.measured());
      numbers.add(cell.spread().bySeed());
      cell.classes().forEach(ofClass -> numbers.add(ofClass.dice()));
      numbers.add(cell.gaps());
    }
    return numbers;
  }

  @Test
  void aRowIsFoundAsItWasAndInOrder() {
    List<ResultRow> rows =
        List.of(
            scored(0.5).caseId("b").label("cyst", "2").build(),
            empty().caseId("a").label("cyst", "2").build(),
            missing().caseId("b").label("organ", "1").build(),
            scored(0.25).caseId("a").label("organ", "1").build());
    ResultTable table = ResultTable.of(rows, Map.of("A", List.of("organ", "cyst")), List.of("one"));
    String csv = ReportTable.of(table.asInFile().selectColumns("case", "label", "status")).csv();
    assertThat(csv)
        .isEqualTo(
            "case,label,status\na,organ,SCORED\na,cyst,EMPTY\nb,organ,MISSING\nb,cyst,SCORED\n");
    DoubleColumn counted = ResultTable.foreground(table.of(0)).doubleColumn(ResultTable.DICE);
    assertThat(counted.asDoubleArray()).containsExactly(0.25, Double.NaN, 0, 0.5);
    assertThat(table.missing().rowCount()).isEqualTo(1);
    assertThat(table.metrics()).isEqualTo(Metrics.FIRST);
  }

  @Test
  void whatIsUndefinedLeavesEveryReduction() {
    DoubleColumn values = DoubleColumn.create("v", 3, Double.NaN, Double.POSITIVE_INFINITY, 1, 2);
    assertThat(Reduction.MEDIAN.summarize(values)).isEqualTo(2.5);
    assertThat(Reduction.DEFINED.summarize(values)).isEqualTo(4);
    assertThat(Reduction.INFINITE.summarize(values)).isEqualTo(1);
    assertThat(Reduction.MEDIAN.summarize(DoubleColumn.create("v", Double.NaN))).isNaN();
    assertThat(Mean.of(Arrays.asList(0.1, Double.NaN, 0.3))).isCloseTo(0.2, within(1e-15));
  }
}
