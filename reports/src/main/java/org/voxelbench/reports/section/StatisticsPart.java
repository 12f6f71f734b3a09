package org.voxelbench.reports.section;

import java.util.List;
import org.voxelbench.reports.table.HtmlTable;

/**
 * A part of the page's section on how sure the ranks are.
 *
 * @param topic one word that the table of sentences names it by
 * @param over the scope or data sets it is about, as tables name them
 * @param title its heading
 * @param sentences what its numbers mean
 * @param tables the numbers
 * @param folded more numbers, of which only the caption shows at first
 */
public record StatisticsPart(
    String topic,
    String over,
    String title,
    List<String> sentences,
    List<HtmlTable> tables,
    List<HtmlTable> folded) {}
