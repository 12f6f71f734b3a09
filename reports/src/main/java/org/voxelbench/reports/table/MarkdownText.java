package org.voxelbench.reports.table;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, as GitHub and pandoc read it; underlined is the tag {@code ins}. */
public final class MarkdownText {

  private static final String SPECIAL = "\\`*_[]|~$#";

  private MarkdownText() {}

  public static String of(PaperTable table) {
    StringBuilder out = new StringBuilder();
    List<String> head = new ArrayList<>(List.of(escaped(table.stub())));
    List<String> rule = new ArrayList<>(List.of(":--"));
    for (PaperTable.Group group : table.groups()) {
      for (PaperTable.Column column : group.columns()) {
        String prefix = table.groups().size() > 1 ? group.title() + ": " : "";
        head.add(escaped(prefix + column.title()));
        rule.add("--:");
      }
    }
    out.append(row(head)).append(row(rule));
    for (int r = 0; r < table.rows().size(); r++) {
      List<String> cells = new ArrayList<>(List.of(escaped(table.rows().get(r))));
      for (PaperTable.Column column : table.columns()) {
        cells.add(cell(column, r));
      }
      out.append(row(cells));
    }
    for (int r = 0; r < table.below().size(); r++) {
      List<String> cells = new ArrayList<>(List.of(escaped(table.below().get(r))));
      for (PaperTable.Column column : table.columns()) {
        cells.add(escaped(column.textBelow(r)));
      }
      out.append(row(cells));
    }
    return out.append('\n').append(escaped(table.caption())).append('\n').toString();
  }

  private static String cell(PaperTable.Column column, int row) {
    String text = escaped(column.text(row));
    return switch (column.mark(row)) {
      case BEST -> "**" + text + "**";
      case SECOND -> "<ins>" + text + "</ins>";
      case NONE -> text;
    };
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Words that Markdown shows as they are. */
  static String escaped(String words) {
    StringBuilder out = new StringBuilder();
    words
        .codePoints()
        .forEach(
            c -> {
              if (c == '<') {
                out.append("&lt;");
              } else if (c == '>') {
                out.append("&gt;");
              } else if (c == '&') {
                out.append("&amp;");
              } else if (SPECIAL.indexOf(c) >= 0) {
                out.append('\\').appendCodePoint(c);
              } else {
                out.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
              }
            });
    return out.toString();
  }
}
