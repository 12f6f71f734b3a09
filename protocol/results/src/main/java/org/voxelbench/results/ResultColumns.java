package org.voxelbench.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.voxelbench.base.format.Decimals;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;

/** The columns of {@code results.csv}: name, type and meaning of each, in the file's order. */
public final class ResultColumns {

  /** What a column holds. */
  public enum Type {
    /** Text, never empty. */
    TEXT,
    /** A whole number. */
    WHOLE,
    /**
     * The shortest decimal that reads back to the same double; {@code NaN} for "undefined", {@code
     * Infinity} for a distance to nothing.
     */
    DECIMAL
  }

  /** One column. */
  public static final class Column {
    private final String name;
    private final Type type;
    private final String meaning;
    private final Function<ResultRow, ?> value;

    private Column(String name, Type type, String meaning, Function<ResultRow, ?> value) {
      this.name = name;
      this.type = type;
      this.meaning = meaning;
      this.value = value;
    }

    /** The name in the header. */
    public String name() {
      return name;
    }

    /** What it holds. */
    public Type type() {
      return type;
    }

    /** What it means, in a few words. */
    public String meaning() {
      return meaning;
    }

    /** What stands in it for a row, as the file has it. */
    public String text(ResultRow row) {
      Object own = value.apply(row);
      return own instanceof Double decimal ? Decimals.text(decimal) : own.toString();
    }

    /** The same of a column of whole numbers. */
    public long wholeNumber(ResultRow row) {
      return ((Number) value.apply(row)).longValue();
    }
  }

  /** What a row is of, and its counts: the columns before those of the metrics. */
  public static final List<Column> ROW =
      List.of(
          text("protocol", "name of the protocol", ResultRow::protocol),
          text(
              "protocol_hash",
              "hash of its canonical form; imported-nnunet, here and in the other hashes, engine and"
                  + " precision, if nnU-Net made the row and it was imported",
              ResultRow::protocolHash),
          text("dataset", "name of the data set", ResultRow::dataset),
          text("role", "dev or test", ResultRow::role),
          text("split_hash", "hash of the data set's folds", ResultRow::splitHash),
          text("data_hash", "hash of the data set's files", ResultRow::dataHash),
          text("engine", "id of the engine", ResultRow::engine),
          text("precision", "the engine's arithmetic, such as fp32", ResultRow::precision),
          text("method", "id of the method, or the name of its settings", ResultRow::method),
          text("settings_hash", "hash of the method's settings", ResultRow::settingsHash),
          whole("fold", "fold whose validation cases were predicted", ResultRow::fold),
          whole("seed", "seed of the run", ResultRow::seed),
          text("case", "the case", ResultRow::caseId),
          text("label", "name of the label or region", ResultRow::label),
          text("label_values", "its label values, such as 1 or 1+2+3", ResultRow::labelValues),
          text(
              "status",
              "scored: counts; empty: in neither reference nor prediction, left out of means;"
                  + " missing: no prediction, counts as 0",
              row -> row.status().name().toLowerCase(Locale.ROOT)),
          whole("tp", "true-positive voxels", ResultRow::tp),
          whole("fp", "false-positive voxels", ResultRow::fp),
          whole("fn", "false-negative voxels", ResultRow::fn),
          whole("tn", "true-negative voxels", ResultRow::tn));

  /** The columns of a file that states no schema. */
  public static final List<Column> FIRST =
      Stream.concat(ROW.stream(), metrics(Metrics.FIRST)).toList();

  /** The column that states the schema. */
  static final Column SCHEMA =
      whole(
          "schema",
          "version of these columns, "
              + ResultsSchema.VERSION
              + "; a file without it has the columns before it alone",
          row -> ResultsSchema.VERSION);

  /** How many labelled cases the run trained on. */
  public static final Column TRAINING_CASES =
      text(
          "training_cases",
          "how many labelled cases the run trained on: a number, all of its fold, or unstated",
          row -> row.trainingCases().text());

  /** All columns in order. */
  public static final List<Column> ALL = of(Metrics.ALL);

  private ResultColumns() {}

  private static Column text(String name, String meaning, Function<ResultRow, String> text) {
    return new Column(name, Type.TEXT, meaning, text);
  }

  private static Column whole(String name, String meaning, Function<ResultRow, Number> value) {
    return new Column(name, Type.WHOLE, meaning, value);
  }

  private static Stream<Column> metrics(List<Metric> metrics) {
    return metrics.stream()
        .map(
            metric ->
                new Column(
                    metric.name(), Type.DECIMAL, metric.meaning(), row -> row.value(metric)));
  }

  /** The columns of a file that holds these metrics, the first ones among them. */
  static List<Column> of(List<Metric> metrics) {
    List<Column> columns = new ArrayList<>(FIRST);
    columns.add(SCHEMA);
    columns.add(TRAINING_CASES);
    metrics(metrics.stream().filter(Metrics::isLater).toList()).forEach(columns::add);
    return List.copyOf(columns);
  }

  /** The columns as a Markdown table. */
  public static String markdown() {
    StringBuilder out = new StringBuilder("| column | type | meaning |\n|---|---|---|\n");
    for (Column column : ALL) {
      out.append("| `")
          .append(column.name())
          .append("` | ")
          .append(column.type().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(column.meaning())
          .append(" |\n");
    }
    return out.toString();
  }
}
