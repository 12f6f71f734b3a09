package org.voxelbench.harness.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.format.CsvTable;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.datasets.raw.CorpusSieve.Skipped;

/**
 * What a benchmark leaves in its folder about the images of its corpora: {@code corpus.csv} with
 * counts, {@code skipped.csv} with each that can't be used.
 */
public final class CorpusFiles {

  public static final String COUNTS = "corpus.csv";
  public static final String SKIPPED = "skipped.csv";

  private static final FileSchema SCHEMA = new FileSchema(1, 1);

  private static final CsvTable COUNTS_TABLE = table("dataset", "outcome", "reason", "images");

  private static final CsvTable SKIPPED_TABLE =
      table("dataset", "case_id", "file", "reason", "why");

  private static final String NO_REASON = "none";

  private CorpusFiles() {}

  private static CsvTable table(String... columns) {
    List<String> all = new ArrayList<>(List.of(columns));
    all.addAll(FileSchema.COLUMNS);
    return new CsvTable(all);
  }

  /** Writes both in a folder, in place of those that lie there; none if every image is used. */
  static void write(Path folder, Collection<CorpusAccount> corpora) {
    List<List<String>> counts = new ArrayList<>();
    List<List<String>> skipped = new ArrayList<>();
    for (CorpusAccount corpus : corpora) {
      if (corpus.leavesOut()) {
        counts.add(row(corpus.name(), "kept", NO_REASON, Integer.toString(corpus.kept())));
        count(corpus.name(), "dropped", corpus.dropped(), counts);
        count(corpus.name(), "skipped", corpus.skippedBy(), counts);
      }
      corpus.skipped().forEach(image -> skipped.add(row(corpus.name(), image)));
    }
    write(folder.resolve(COUNTS), COUNTS_TABLE, counts);
    write(folder.resolve(SKIPPED), SKIPPED_TABLE, skipped);
  }

  private static void count(
      String name, String outcome, Map<String, Integer> reasons, List<List<String>> rows) {
    reasons.forEach(
        (reason, images) -> rows.add(row(name, outcome, reason, Integer.toString(images))));
  }

  private static List<String> row(String name, Skipped image) {
    return row(
        name,
        image.image().id(),
        oneLine(image.image().imageFiles().get(0).toString()),
        image.flaw().word(),
        oneLine(image.why()));
  }

  private static List<String> row(String... fields) {
    List<String> row = new ArrayList<>(List.of(fields));
    Map<String, String> stamp = SCHEMA.stamp();
    row.add(stamp.get("schema"));
    row.add(stamp.get("writtenBy"));
    return row;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static void write(Path file, CsvTable table, List<List<String>> rows) {
    try {
      if (rows.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        byte[] text = table.text(rows).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
      }
    } catch (IOException e) {
      throw new BadInputException("can't write '" + file + "': " + FileFault.words(e) + ".", e);
    }
  }

  /** The cases of a corpus that a folder's benchmark left out because they can't be used. */
  public static Set<String> skipped(Path folder, String corpus) {
    Path file = folder.resolve(SKIPPED);
    if (!Files.isRegularFile(file)) {
      return Set.of();
    }
    SCHEMA.check("'" + file + "'", FileSchema.stated(CsvTable.firstRow(file)));
    return SKIPPED_TABLE
        .read(file, row -> List.of(row.text("dataset"), row.text("case_id")))
        .stream()
        .filter(row -> row.get(0).equals(corpus))
        .map(row -> row.get(1))
        .collect(Collectors.toSet());
  }
}
