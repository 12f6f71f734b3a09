package org.voxelbench.reports.table;

import java.util.ArrayList;
import java.util.List;

/** A table in LaTeX, for the package booktabs. */
public final class LatexText {

  private LatexText() {}

  public static String of(PaperTable table) {
    List<PaperTable.Column> columns = table.columns();
    StringBuilder out = new StringBuilder();
    out.append("% \\usepackage{booktabs}\n\\begin{table}\n\\centering\n");
    out.append("\\caption{").append(escaped(table.caption())).append("}\n");
    out.append("\\label{").append(table.label()).append("}\n");
    out.append("\\begin{tabular}{l").append("r".repeat(columns.size())).append("}\n\\toprule\n");
    if (table.groups().stream().anyMatch(g -> !g.title().isEmpty())) {
      out.append(groups(table.groups()));
    }
    List<String> head = new ArrayList<>(List.of(escaped(table.stub())));
    columns.forEach(column -> head.add(escaped(column.title())));
    out.append(row(head)).append("\\midrule\n");
    for (int r = 0; r < table.rows().size(); r++) {
      List<String> cells = new ArrayList<>(List.of(escaped(table.rows().get(r))));
      for (PaperTable.Column column : columns) {
        cells.add(cell(column, r));
      }
      out.append(row(cells));
    }
    if (!table.below().isEmpty()) {
      out.append("\\midrule\n");
    }
    for (int r = 0; r < table.below().size(); r++) {
      List<String> cells = new ArrayList<>(List.of(escaped(table.below().get(r))));
      for (PaperTable.Column column : columns) {
        cells.add(escaped(column.textBelow(r)));
      }
      out.append(row(cells));
    }
    return out.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
  }

  private static String groups(List<PaperTable.Group> groups) {
    List<String> titles = new ArrayList<>(List.of(""));
    StringBuilder rules = new StringBuilder();
    int first = 2;
    for (PaperTable.Group group : groups) {
      int last = first + group.columns().size() - 1;
      titles.add(
          "\\multicolumn{" + group.columns().size() + "}{c}{" + escaped(group.title()) + "}");
      rules.append("\\cmidrule(lr){").append(first).append('-').append(last).append('}');
      first = last + 1;
    }
    return row(titles) + rules + "\n";
  }

  private static String cell(PaperTable.Column column, int row) {
    String text = escaped(column.text(row));
    return switch (column.mark(row)) {
      case BEST -> "\\textbf{" + text + "}";
      case SECOND -> "\\underline{" + text + "}";
      case NONE -> text;
    };
  }

  private static String row(List<String> cells) {
    return String.join(" & ", cells) + " \\\\\n";
  }

  /** Words of which LaTeX executes nothing. */
  static String escaped(String words) {
    StringBuilder out = new StringBuilder();
    words
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> out.append("\\textbackslash{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                case '<' -> out.append("\\textless{}");
                case '>' -> out.append("\\textgreater{}");
                case '|' -> out.append("\\textbar{}");
                case '–' -> out.append("--");
                // At the start of a row they would be read as an argument of the line before.
                case '[', ']', '*' -> out.append('{').appendCodePoint(c).append('}');
                case '{', '}', '$', '&', '#', '%', '_' -> out.append('\\').appendCodePoint(c);
                default -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
              }
            });
    return out.toString();
  }
}
