package org.voxelbench.reports.table;

/**
 * A cell of a table of the page.
 *
 * @param text what it shows
 * @param sort the number it is sorted by, empty for none; null where it is sorted by its text
 * @param kind its style classes: {@code num}, {@code best} or nothing
 * @param note what a screen reader adds; empty for nothing
 */
public record HtmlCell(String text, String sort, String kind, String note) {

  public static HtmlCell text(String text) {
    return new HtmlCell(text, null, null, "");
  }

  /** Title of a column of numbers. */
  public static HtmlCell numbers(String title) {
    return new HtmlCell(title, null, "num", "");
  }

  public static HtmlCell number(String text, double value) {
    return Double.isNaN(value)
        ? new HtmlCell(NumberText.NONE, "", "num", "none")
        : new HtmlCell(text, Double.toString(value), "num", "");
  }

  public static HtmlCell count(long count) {
    return number(Long.toString(count), count);
  }

  /** The same, marked as the best of its row. */
  public HtmlCell best(boolean best) {
    return best ? new HtmlCell(text, sort, kind + " best", "best") : this;
  }

  /** The same with a word more. */
  public HtmlCell with(String word) {
    return new HtmlCell(text + word, sort, kind, note);
  }

  public boolean isBest() {
    return note.equals("best");
  }
}
