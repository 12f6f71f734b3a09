package org.voxelbench.reports;

import static org.voxelbench.reports.ReportTable.number;
import static org.voxelbench.reports.ReportTable.text;
import static org.voxelbench.reports.ReportTable.whole;

import java.util.List;
import org.voxelbench.protocol.results.ResultRow;

/** The rows themselves, one per case and label: the source of every other table. */
final class PerCaseTable {

  private PerCaseTable() {}

  static ReportTable of(List<ResultRow> rows) {
    ReportTable table =
        ReportTable.of(
            "per_case",
            text("protocol"),
            text("protocol_hash"),
            text("dataset"),
            text("role"),
            text("split_hash"),
            text("data_hash"),
            text("engine"),
            text("precision"),
            text("method"),
            text("settings_hash"),
            whole("fold"),
            whole("seed"),
            text("case"),
            text("label"),
            text("label_values"),
            text("status"),
            whole("tp"),
            whole("fp"),
            whole("fn"),
            whole("tn"),
            number("dice"),
            number("iou"),
            number("nsd_1mm"),
            number("nsd_2mm"),
            number("hd95_mm"));
    for (ResultRow r : rows) {
      table.row(
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
    return table;
  }
}
