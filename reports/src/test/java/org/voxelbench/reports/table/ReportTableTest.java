package org.voxelbench.reports.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReportTableTest {

  @Test
  void wordsThatLookLikeMissingValuesOrNumbersStayWords() {
    ReportTable table = ReportTable.of("t", ReportTable.text("name"), ReportTable.number("dice"));
    table.row("NA", 0.1 + 0.2).row("007", Double.NaN).row("null", 1.0).row("a,\"b\"\nc", 1e-7);
    assertThat(table.csv())
        .isEqualTo(
            "name,dice\nNA,0.30000000000000004\n007,NaN\nnull,1.0\n\"a,\"\"b\"\"\nc\",1.0E-7\n");
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    ReportTable table = ReportTable.of("t", ReportTable.whole("seed"));
    assertThatThrownBy(() -> table.row("12"))
        .hasMessage("column 'seed' of table 't' takes no '12'");
    assertThatThrownBy(() -> table.row(1, 2)).hasMessage("table 't' got [1, 2]");
  }
}
