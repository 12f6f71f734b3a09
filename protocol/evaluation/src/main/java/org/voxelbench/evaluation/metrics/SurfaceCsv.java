package org.voxelbench.evaluation.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.format.CsvTable;
import org.voxelbench.base.format.Decimals;
import org.voxelbench.evaluation.surface.SurfaceScore;

/**
 * The surface metrics of a folder of predictions, which {@code summary.json} has no keys for: one
 * row per case and class, in columns named as those of {@code results.csv}.
 */
public final class SurfaceCsv {

  /** The file's name beside {@code summary.json}. */
  public static final String NAME = "surface.csv";

  private static final CsvTable TABLE =
      new CsvTable(
          List.of("case", "label", "label_values", "status", "nsd_1mm", "nsd_2mm", "hd95_mm"));

  private SurfaceCsv() {}

  /** Writes scored cases whole or not at all. */
  public static void write(Path file, List<ScoredFile> scored) {
    List<List<String>> rows = new ArrayList<>();
    for (ScoredFile one : scored) {
      for (ClassScore score : one.score().classes()) {
        rows.add(row(one.score().caseId(), score));
      }
    }
    byte[] bytes = TABLE.text(rows).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("can't write '" + file + "': " + e.getMessage(), e);
    }
  }

  private static List<String> row(String caseId, ClassScore score) {
    SurfaceScore surface = score.surface();
    return List.of(
        caseId,
        score.evaluated().name(),
        score.evaluated().labelValues(),
        score.status().name().toLowerCase(Locale.ROOT),
        Decimals.text(surface.nsd1mm()),
        Decimals.text(surface.nsd2mm()),
        Decimals.text(surface.hd95mm()));
  }
}
