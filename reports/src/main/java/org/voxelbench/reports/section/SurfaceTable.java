package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.SurfaceMeans;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;

/** Surface metrics as a table of the page: a row for a data set and method. */
public final class SurfaceTable {

  private SurfaceTable() {}

  public static HtmlTable of(Results results) {
    List<HtmlCell> head =
        new ArrayList<>(List.of(HtmlCell.text("Data set"), HtmlCell.text("Method")));
    for (String title : List.of("NSD at 2 mm", "NSD at 1 mm", "HD95, median", "HD95 infinite")) {
      head.add(HtmlCell.numbers(title));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (MethodScore cell : results.scores().cells()) {
      SurfaceMeans surface = cell.surface();
      body.add(
          List.of(
              HtmlCell.text(cell.dataset().name()),
              HtmlCell.text(results.name(cell.method())),
              percent(surface.nsd2mm()),
              percent(surface.nsd1mm()),
              HtmlCell.number(NumberText.millimetres(surface.hd95Median()), surface.hd95Median()),
              infinite(surface)));
    }
    return new HtmlTable(
        "surfaces-table",
        "Mean surface Dice (NSD) in %, and median over all cases, classes and runs of the robust"
            + " Hausdorff distance at 95 % (HD95) in mm; it is infinite where the prediction is"
            + " missing, or only one of reference and prediction holds the class",
        head,
        body);
  }

  private static HtmlCell percent(double share) {
    return HtmlCell.number(NumberText.percent(share), share);
  }

  private static HtmlCell infinite(SurfaceMeans surface) {
    return surface.rows() == 0
        ? HtmlCell.number(NumberText.NONE, Double.NaN)
        : HtmlCell.number(surface.hd95Infinite() + " of " + surface.rows(), surface.hd95Infinite());
  }
}
