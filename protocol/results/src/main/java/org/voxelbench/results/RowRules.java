package org.voxelbench.results;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.CsvRow;
import org.voxelbench.results.metric.Confusion;

/**
 * What must hold of each row, and of all rows of one file. Those of several engines or precisions
 * may stand in one; whether they are ranked together is the report's to say.
 */
final class RowRules {

  private static final Pattern LABEL_VALUES = Pattern.compile("[0-9]{1,5}(\\+[0-9]{1,5})*");

  /**
   * A row and where it stands.
   *
   * @param file null for a row that is to be written
   */
  record Located(ResultRow row, Path file, long line) {

    String where() {
      return file == null
          ? "the row to write (data set '" + row.dataset() + "', case '" + row.caseId() + "')"
          : CsvRow.where(file, line);
    }
  }

  private record Run(
      String engine,
      String dataset,
      String method,
      TrainingCases trainingCases,
      int fold,
      long seed) {}

  private record Place(String caseId, String label) {}

  private final Map<Run, Map<Place, Located>> seen = new HashMap<>();
  private final Map<String, Located> firstOfDataset = new HashMap<>();

  /**
   * Checks a row alone and against those checked before.
   *
   * @throws BadInputException naming the place of the row, if it breaks a rule
   */
  void check(Located row) {
    checkAlone(row);
    checkUnique(row);
    checkComparable(row);
  }

  private void checkAlone(Located located) {
    ResultRow row = located.row();
    if (row.fold() < 0 || row.tp() < 0 || row.fp() < 0 || row.fn() < 0 || row.tn() < 0) {
      throw damaged(located, "fold and counts must not be negative");
    }
    if (!LABEL_VALUES.matcher(row.labelValues()).matches()) {
      throw damaged(located, "label values '" + row.labelValues() + "' are not such as 1 or 1+2+3");
    }
    Confusion counts = row.confusion();
    if (row.status() == CaseStatus.MISSING && (row.tp() != 0 || row.fp() != 0)) {
      throw damaged(located, "a missing prediction has no tp and no fp");
    }
    if (row.status() == CaseStatus.EMPTY && !counts.absent()) {
      throw damaged(located, "an empty row has no tp, fp and fn");
    }
    if (row.status() == CaseStatus.SCORED && counts.absent()) {
      throw damaged(located, "a scored row has tp, fp or fn");
    }
    MetricRules.broken(row)
        .ifPresent(
            what -> {
              throw damaged(located, what);
            });
  }

  private static BadInputException damaged(Located located, String what) {
    return new BadInputException(
        located.where() + ": " + what + "; the row is damaged, so evaluate its run anew.");
  }

  private void checkUnique(Located located) {
    ResultRow row = located.row();
    Located before =
        seen.computeIfAbsent(
                new Run(
                    row.engine(),
                    row.dataset(),
                    row.method(),
                    row.trainingCases(),
                    row.fold(),
                    row.seed()),
                run -> new HashMap<>())
            .putIfAbsent(new Place(row.caseId(), row.label()), located);
    if (before != null) {
      throw new BadInputException(
          located.where()
              + ": the row of "
              + describe(located.row())
              + " stands already in "
              + before.where()
              + "; remove one of the two.");
    }
  }

  private static String describe(ResultRow row) {
    return "data set '"
        + row.dataset()
        + "', method '"
        + row.method()
        + "', "
        + row.trainingCases().words()
        + ", fold "
        + row.fold()
        + ", seed "
        + row.seed()
        + ", case '"
        + row.caseId()
        + "', label '"
        + row.label()
        + "'";
  }

  private void checkComparable(Located located) {
    Located first = firstOfDataset.putIfAbsent(located.row().dataset(), located);
    if (first == null) {
      return;
    }
    ResultRow a = first.row();
    ResultRow b = located.row();
    checkSame(first, located, "protocol", a.protocol(), b.protocol());
    checkSame(first, located, "protocol hash", a.protocolHash(), b.protocolHash());
    checkSame(first, located, "role", a.role(), b.role());
    checkSame(first, located, "split hash", a.splitHash(), b.splitHash());
    checkSame(first, located, "data hash", a.dataHash(), b.dataHash());
  }

  private static void checkSame(Located first, Located other, String what, String a, String b) {
    if (!a.equals(b)) {
      throw new BadInputException(
          other.where()
              + ": "
              + what
              + " '"
              + b
              + "' of data set '"
              + other.row().dataset()
              + "' differs from '"
              + a
              + "' in "
              + first.where()
              + "; such rows are never ranked together, so keep them in separate experiments.");
    }
  }
}
