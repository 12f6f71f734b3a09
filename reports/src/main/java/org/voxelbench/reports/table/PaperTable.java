package org.voxelbench.reports.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.voxelbench.reports.statistics.Ranks;

/**
 * A table as a paper prints it: a row for a method, columns in groups.
 *
 * @param caption what it shows
 * @param label its label in LaTeX
 * @param stub title of the first column
 * @param rows titles of the rows
 * @param below titles of rows below a line, which are no part of the comparison
 * @param groups the columns
 */
public record PaperTable(
    String caption,
    String label,
    String stub,
    List<String> rows,
    List<String> below,
    List<Group> groups) {

  public PaperTable(
      String caption, String label, String stub, List<String> rows, List<Group> groups) {
    this(caption, label, stub, rows, List.of(), groups);
  }

  /**
   * Columns under one title.
   *
   * @param title empty for none
   */
  public record Group(String title, List<Column> columns) {}

  /** Which value is better. */
  public enum Better {
    HIGHER,
    LOWER,
    /** Neither: nothing is marked. */
    NEITHER
  }

  /** How a value is marked. */
  enum Mark {
    BEST,
    SECOND,
    NONE
  }

  /**
   * One column.
   *
   * @param values one for each row; NaN where there is none
   * @param below the same for each row below the line
   * @param text how a value is printed
   */
  public record Column(
      String title, double[] values, double[] below, Better better, DoubleFunction<String> text) {

    public Column(String title, double[] values, Better better, DoubleFunction<String> text) {
      this(title, values, new double[0], better, text);
    }

    String text(int row) {
      return words(values[row]);
    }

    /** Of a row below the line. */
    String textBelow(int row) {
      return words(below[row]);
    }

    private String words(double value) {
      return Double.isNaN(value) ? NumberText.NONE : text.apply(value);
    }

    /**
     * All that share the best value, and, if that is one alone, all that share the next one. One
     * row is not marked.
     */
    Mark mark(int row) {
      if (better == Better.NEITHER || values.length < 2 || Double.isNaN(values[row])) {
        return Mark.NONE;
      }
      double sign = better == Better.HIGHER ? 1 : -1;
      double[] ranks = Ranks.of(Arrays.stream(values).map(v -> sign * v).toArray());
      double best = Arrays.stream(ranks).min().orElseThrow();
      if (ranks[row] == best) {
        return Mark.BEST;
      }
      double next = Arrays.stream(ranks).filter(r -> r > best).min().orElseThrow();
      return best == 1 && ranks[row] == next ? Mark.SECOND : Mark.NONE;
    }
  }

  List<Column> columns() {
    return groups.stream().flatMap(g -> g.columns().stream()).toList();
  }
}
