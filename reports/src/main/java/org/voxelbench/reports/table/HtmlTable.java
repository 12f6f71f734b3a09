package org.voxelbench.reports.table;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of the page.
 *
 * @param id its id in the page
 * @param caption what it shows, one line
 * @param head column titles
 * @param body rows, whose first cell is the row's title
 * @param foot summary rows, which stay below when the table is sorted
 */
public record HtmlTable(
    String id,
    String caption,
    List<HtmlCell> head,
    List<List<HtmlCell>> body,
    List<List<HtmlCell>> foot) {

  /** Mean width of a letter of the page's bold face, and a cell's padding on paper, in em. */
  private static final double LETTER = 0.66;

  private static final double PADDING = 0.6;

  /** Longer words, such as addresses, are broken. */
  private static final int LONGEST_WORD = 24;

  public HtmlTable(String id, String caption, List<HtmlCell> head, List<List<HtmlCell>> body) {
    this(id, caption, head, body, List.of());
  }

  /** How narrow the table can get without a broken word, in em: on paper it can't be scrolled. */
  public int narrowest() {
    double width =
        IntStream.range(0, head.size())
            .mapToDouble(
                c ->
                    Stream.concat(body.stream(), foot.stream())
                                .map(row -> row.get(c))
                                .mapToInt(HtmlTable::letters)
                                .reduce(longestWord(head.get(c).text()), Math::max)
                            * LETTER
                        + PADDING)
            .sum();
    return (int) Math.ceil(width);
  }

  /** Numbers stay on one line. */
  private static int letters(HtmlCell cell) {
    return cell.sort() == null
        ? longestWord(cell.text())
        : cell.text().length() + (cell.isBest() ? 2 : 0);
  }

  private static int longestWord(String text) {
    int longest = Arrays.stream(text.split("[\\s-]")).mapToInt(String::length).max().orElse(0);
    return Math.min(longest, LONGEST_WORD);
  }
}
