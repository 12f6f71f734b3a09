package org.voxelbench.reports.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ResultColumns;
import org.voxelbench.results.ResultRow;

/**
 * The rows themselves, one per case and label: the source of every other table, written row by row
 * since there can be millions.
 */
public final class PerCaseTable {

  private PerCaseTable() {}

  public static void write(List<ResultRow> rows, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    CSVPrinter printer = new CSVPrinter(text, ReportTable.CSV);
    printer.printRecord(ResultColumns.ALL.stream().map(ResultColumns.Column::name));
    for (ResultRow r : rows) {
      printer.printRecord(
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
          r.tn(),
          r.dice(),
          r.iou(),
          r.nsd1mm(),
          r.nsd2mm(),
          r.hd95mm());
    }
    printer.flush();
  }
}
