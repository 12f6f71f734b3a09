package org.voxelbench.evaluation.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.format.CsvTable;
import org.voxelbench.base.format.Decimals;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;

/**
 * The surface metrics of a folder of predictions, which {@code summary.json} has no keys for: one
 * row per case and class, in columns named as those of {@code results.csv}.
 */
public final class SurfaceCsv {

  /** The file's name beside {@code summary.json}. */
  public static final String NAME = "surface.csv";

  private static final List<Metric> METRICS =
      List.of(Metrics.NSD_1MM, Metrics.NSD_2MM, Metrics.HD95);

  private static final CsvTable TABLE =
      new CsvTable(
          Stream.concat(
                  Stream.of("case", "label", "label_values", "status"),
                  METRICS.stream().map(Metric::name))
              .toList());

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
      throw new UncheckedIOException("can't write '" + file + "': " + FileFault.words(e), e);
    }
  }

  private static List<String> row(String caseId, ClassScore score) {
    List<String> row = new ArrayList<>();
    row.add(caseId);
    row.add(score.evaluated().name());
    row.add(score.evaluated().labelValues());
    row.add(score.status().name().toLowerCase(Locale.ROOT));
    METRICS.forEach(metric -> row.add(Decimals.text(score.value(metric))));
    return row;
  }
}
