package org.voxelbench.reports.ranking;

import static org.voxelbench.reports.rows.ResultTable.CASE;
import static org.voxelbench.reports.rows.ResultTable.FOLD;
import static org.voxelbench.reports.rows.ResultTable.LABEL;
import static org.voxelbench.reports.rows.ResultTable.METHOD;
import static org.voxelbench.reports.rows.ResultTable.SEED;
import static tech.tablesaw.aggregate.AggregateFunctions.countUnique;
import static tech.tablesaw.aggregate.AggregateFunctions.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.rows.KeyedTable;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.RunState;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * What every method owes on one data set: each row that any method has there.
 *
 * <p>A method that lacks some of them (a run failed, or is not done yet) can't be compared on the
 * data set, since its mean would be over other cases.
 */
public final class ExpectedRows {

  private static final String OWED = "owed";
  private static final String FOUND = "found";

  private final List<Long> seeds;
  private final int cases;
  private final Table classes;
  private final Table runs;
  private final Table found;

  /**
   * Of all methods' rows on one data set.
   *
   * @param seeds the seeds by their places
   */
  ExpectedRows(Table rows, List<Long> seeds) {
    this.seeds = seeds;
    cases = rows.intColumn(CASE).countUnique();
    classes = counted(rows, OWED, SEED, FOLD, LABEL);
    runs = summed(classes, OWED, SEED, FOLD).sortAscendingOn(SEED, FOLD);
    found = summed(counted(rows, FOUND, METHOD, SEED, FOLD, LABEL), FOUND, METHOD, SEED, FOLD);
  }

  private static Table counted(Table rows, String name, String... keys) {
    return named(
        rows.summarize(CASE, countUnique).by(keys), KeyedTable.name(countUnique, CASE), name);
  }

  private static Table summed(Table rows, String name, String... keys) {
    return named(rows.summarize(name, sum).by(keys), KeyedTable.name(sum, name), name);
  }

  private static Table named(Table table, String column, String name) {
    table.column(column).setName(name);
    return table;
  }

  /** Rows each method owes for a class. */
  int count(int label) {
    return (int) classes.where(classes.intColumn(LABEL).isEqualTo(label)).numberColumn(OWED).sum();
  }

  /** How many cases any method has rows of. */
  public int cases() {
    return cases;
  }

  /** Whether any method has rows of a run. */
  public boolean hasRun(int fold, long seed) {
    return !runs.where(
            runs.longColumn(FOLD)
                .isEqualTo(fold)
                .and(runs.intColumn(SEED).isEqualTo(seeds.indexOf(seed))))
        .isEmpty();
  }

  /** Folds of which a method has rows. */
  int folds(int method) {
    return of(method).longColumn(FOLD).countUnique();
  }

  private Table of(int method) {
    return found.where(found.intColumn(METHOD).isEqualTo(method));
  }

  /** What a method's rows lack, one clause for each run; empty if nothing. */
  List<String> gaps(int method, List<RunNote> notes, List<PreTrainingNote> preTrainings) {
    List<String> gaps = new ArrayList<>();
    for (Row run : runs.joinOn(SEED, FOLD).leftOuter(of(method))) {
      long seed = seeds.get(run.getInt(SEED));
      long fold = run.getLong(FOLD);
      int owed = (int) run.getDouble(OWED);
      int present = run.isMissing(FOUND) ? 0 : (int) run.getDouble(FOUND);
      Optional<RunNote> note = note(seed, fold, notes);
      String where = where(seed, fold);
      boolean begun = note.isPresent() && note.get().state() != RunState.PLANNED;
      if (begun && note.get().state() != RunState.DONE) {
        gaps.add(where + ended(note.get()));
      } else if (present == 0) {
        gaps.add(where + neverBegun(seed, preTrainings).orElse(begun ? "no rows" : "never begun"));
      } else if (present < owed) {
        gaps.add(where + (owed - present) + " of " + owed + " rows absent");
      }
    }
    return List.copyOf(gaps);
  }

  /**
   * What did not end of the runs that no method has rows of, one clause for each: as a failed run
   * of all methods alike, or one that is yet to begin.
   */
  List<String> unfinished(List<RunNote> notes, List<PreTrainingNote> preTrainings) {
    return notes.stream()
        .filter(n -> n.state() != RunState.DONE && !hasRun(n.fold(), n.seed()))
        .filter(n -> note(n.seed(), n.fold(), notes).filter(n::equals).isPresent())
        .map(
            n ->
                where(n.seed(), n.fold())
                    + (n.state() == RunState.PLANNED
                        ? neverBegun(n.seed(), preTrainings).orElse("never begun")
                        : ended(n)))
        .toList();
  }

  private static String where(long seed, long fold) {
    return "fold " + fold + ", seed " + seed + ": ";
  }

  /** A note of that run, one that is done before any other. */
  private static Optional<RunNote> note(long seed, long fold, List<RunNote> notes) {
    return notes.stream()
        .filter(n -> n.fold() == fold && n.seed() == seed)
        .min(Comparator.comparingInt(n -> n.state() == RunState.DONE ? 0 : 1));
  }

  /** Why a run has no note, if that is for its pre-training. */
  private static Optional<String> neverBegun(long seed, List<PreTrainingNote> preTrainings) {
    return preTrainings.stream()
        .filter(p -> p.seed() == seed && p.state() != RunState.DONE)
        .map(p -> "pre-training " + p.state().text())
        .findFirst();
  }

  /** How a run ended, as a clause among others that semicolons part. */
  private static String ended(RunNote note) {
    String reason = note.reason().replaceFirst("\\.$", "").replace(';', ',');
    return reason.isEmpty() ? note.state().text() : note.state().text() + ", " + reason;
  }
}
