package org.voxelbench.reports.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ResultColumns;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;

/**
 * The rows themselves, one per case and label: the source of every other table, written row by row
 * since there can be millions.
 */
public final class PerCaseTable {

  private PerCaseTable() {}

  public static void write(List<ResultRow> rows, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    CSVPrinter printer = new CSVPrinter(text, ReportTable.CSV);
    List<Metric> metrics = Metrics.columns(rows.stream().map(ResultRow::values));
    printer.printRecord(
        Stream.concat(
            ResultColumns.ROW.stream().map(ResultColumns.Column::name),
            metrics.stream().map(Metric::name)));
    for (ResultRow r : rows) {
      for (Object field : fields(r)) {
        printer.print(field);
      }
      for (Metric metric : metrics) {
        printer.print(r.value(metric));
      }
      printer.println();
    }
    printer.flush();
  }

  private static List<Object> fields(ResultRow r) {
    return List.of(
        r.protocol(),
        r.protocolHash(),
        r.dataset(),
        r.role(),
        r.splitHash(),
        r.dataHash(),
        r.engine(),
        r.precision(),
        r.method(),
        r.settingsHash(),
        r.fold(),
        r.seed(),
        r.caseId(),
        r.label(),
        r.labelValues(),
        r.status().name(),
        r.tp(),
        r.fp(),
        r.fn(),
        r.tn());
  }
}
