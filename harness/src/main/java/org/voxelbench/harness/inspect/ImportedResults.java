package org.voxelbench.harness.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ImportedRows;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.results.TrainingCases;

/**
 * A folder of imported results: {@code results.csv} and {@code experiment.json}, as an experiment
 * leaves them.
 *
 * @param root the folder
 * @param rows all rows
 * @param origins where the rows of each import come from, by what was imported
 */
public record ImportedResults(Path root, List<ResultRow> rows, Map<String, String> origins) {

  private static final String UNSTATED = "not stated";

  private static final List<String> WORDS =
      List.of(
          "These results were imported: nnU-Net trained, predicted and evaluated, VoxelBench read"
              + " the summary.json files listed below.",
          "Plans, network, training, folds and machine are not known here, so it is up to whoever"
              + " imported them that the methods met the same protocol.",
          "Checked at import: the counts, Dice, IoU and means of each file agree with each other,"
              + " and all methods of a data set have references of the same number of voxels in"
              + " every case and label.",
          "nnU-Net leaves a case without prediction out of its file; a method that lacks a case"
              + " that another has gets no Dice on that data set and the last rank.",
          "Surface Dice and distances are not in the files, so there are none.");

  private record Place(String dataset, String caseId, String labelValues) {
    static Place of(ResultRow row) {
      return new Place(row.dataset(), row.caseId(), row.labelValues());
    }
  }

  /**
   * What was imported into a folder before, nothing if it is new.
   *
   * @throws BadInputException naming the folder, if it holds results of an experiment
   */
  public static ImportedResults open(Path root) {
    Path csv = root.resolve(ResultsCsv.NAME);
    Path json = root.resolve(ExperimentJson.NAME);
    if (!Files.exists(csv) && !Files.exists(json)) {
      return new ImportedResults(root, List.of(), Map.of());
    }
    List<ResultRow> rows = ResultsCsv.read(csv);
    ExperimentSummary summary = ExperimentJson.read(json);
    if (!summary.protocolHash().equals(ImportedRows.NNUNET)
        || !rows.stream().allMatch(ImportedRows::holds)) {
      throw new BadInputException(
          "'"
              + root
              + "' holds results of protocol '"
              + summary.protocol()
              + "' (hash "
              + summary.protocolHash()
              + "), which are never ranked together with imported ones; give another --out.");
    }
    return new ImportedResults(root, rows, summary.machine());
  }

  /**
   * The same with the rows of one more file, all of one method, data set, fold and seed.
   *
   * @throws BadInputException naming the difference, if they don't fit to those that are there
   */
  public ImportedResults add(List<ResultRow> added, Path file, boolean replace) {
    String what = what(added.get(0));
    List<ResultRow> kept = new ArrayList<>(rows);
    boolean there = kept.removeIf(row -> what(row).equals(what));
    if (there && !replace) {
      throw new BadInputException(
          "'" + root + "' holds " + what + " already; give --replace, or another fold or seed.");
    }
    checkReferences(kept, added);
    kept.addAll(added);
    Map<String, String> from = new TreeMap<>(origins);
    from.put(what, file.getFileName() + ", SHA-256 " + sha256(file));
    return new ImportedResults(root, List.copyOf(kept), from);
  }

  private static String sha256(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read '" + file + "': " + FileFault.words(e), e);
    }
  }

  private static String what(ResultRow row) {
    return "%s on %s, fold %s, seed %s"
        .formatted(
            row.method(), row.dataset(), Integer.toString(row.fold()), Long.toString(row.seed()));
  }

  private static void checkReferences(List<ResultRow> kept, List<ResultRow> added) {
    String dataset = added.get(0).dataset();
    List<ResultRow> before = kept.stream().filter(r -> r.dataset().equals(dataset)).toList();
    if (before.isEmpty()) {
      return;
    }
    refuseOther(dataset, "roles", before, added, ResultRow::role);
    refuseOther(dataset, "labels", before, added, r -> r.labelValues() + " (" + r.label() + ")");
    Map<Place, ResultRow> known = new HashMap<>();
    before.forEach(row -> known.put(Place.of(row), row));
    for (ResultRow row : added) {
      ResultRow other = known.get(Place.of(row));
      if (other != null && (reference(other) != reference(row) || voxels(other) != voxels(row))) {
        throw new BadInputException(
            "case '%s' of data set '%s' has %s of %s voxels with label %s in the reference of '%s', and %s of %s in that of '%s', so these were scored against different references; import them under different data set names."
                .formatted(
                    row.caseId(),
                    dataset,
                    Long.toString(reference(row)),
                    Long.toString(voxels(row)),
                    row.labelValues(),
                    row.method(),
                    Long.toString(reference(other)),
                    Long.toString(voxels(other)),
                    other.method()));
      }
    }
  }

  private static long reference(ResultRow row) {
    return row.tp() + row.fn();
  }

  private static long voxels(ResultRow row) {
    return row.tp() + row.fp() + row.fn() + row.tn();
  }

  private static void refuseOther(
      String dataset,
      String what,
      List<ResultRow> before,
      List<ResultRow> added,
      Function<ResultRow, String> value) {
    Set<String> own = added.stream().map(value).collect(Collectors.toSet());
    Set<String> other = before.stream().map(value).collect(Collectors.toSet());
    if (!own.equals(other)) {
      throw new BadInputException(
          "data set '%s' was imported with the %s %s before, and now has %s; give the same --role and --label for each import, or another data set name."
              .formatted(dataset, what, sorted(other), sorted(own)));
    }
  }

  private static String sorted(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }

  /** Writes both files, whose bytes don't depend on the order of the imports. */
  public void write() {
    Path csv = root.resolve(ResultsCsv.NAME);
    ResultsCsv.write(csv, rows);
    List<ResultRow> canonical = ResultsCsv.read(csv);
    ExperimentJson.write(
        root.resolve(ExperimentJson.NAME), new ImportedResults(root, canonical, origins).summary());
  }

  private ExperimentSummary summary() {
    return new ExperimentSummary(
        ImportedRows.NNUNET,
        ImportedRows.NNUNET,
        WORDS,
        "voxelbench import nnunet --summary summary.json --method NAME --dataset NAME",
        distinct(ResultRow::dataset).stream().map(this::dataset).toList(),
        distinct(ResultRow::method).stream()
            .map(id -> new MethodNote(id, id, UNSTATED, UNSTATED, Control.NONE))
            .toList(),
        origins,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private DatasetNote dataset(String name) {
    List<ResultRow> own = rows.stream().filter(r -> r.dataset().equals(name)).toList();
    return new DatasetNote(
        name,
        own.get(0).role(),
        UNSTATED,
        own.stream().map(ResultRow::label).distinct().toList(),
        (int) own.stream().map(ResultRow::caseId).distinct().count(),
        UNSTATED,
        UNSTATED,
        TrainingCases.UNSTATED);
  }

  private List<String> distinct(Function<ResultRow, String> value) {
    return rows.stream().map(value).distinct().toList();
  }
}
