package org.voxelbench.reports;

import java.util.List;

/**
 * A table of the page.
 *
 * @param id its id in the page
 * @param caption what it shows, one line
 * @param head column titles
 * @param body rows, whose first cell is the row's title
 * @param foot summary rows, which stay below when the table is sorted
 */
record HtmlTable(
    String id,
    String caption,
    List<HtmlCell> head,
    List<List<HtmlCell>> body,
    List<List<HtmlCell>> foot) {

  HtmlTable(String id, String caption, List<HtmlCell> head, List<List<HtmlCell>> body) {
    this(id, caption, head, body, List.of());
  }
}
