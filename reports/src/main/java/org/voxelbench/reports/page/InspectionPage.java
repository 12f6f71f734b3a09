package org.voxelbench.reports.page;

import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.chart.Figure;
import org.voxelbench.reports.section.EmbeddedPng;
import org.voxelbench.reports.table.HtmlTable;

/**
 * What the page of a data set shows before a training.
 *
 * @param name the data set's name
 * @param lead the answer in a sentence
 * @param facts what is in it
 * @param remarks what to look at; without rows if nothing
 * @param remarksNote what else there is of remarks; empty for nothing
 * @param verifier what a benchmark would say before training
 * @param panels pictures of cases
 * @param legend colours of the outlines
 * @param figures histograms, a part of the page each
 * @param classes what the cases hold of each class; without rows if unlabelled
 * @param notes how it was looked at
 */
public record InspectionPage(
    String name,
    String lead,
    List<Fact> facts,
    HtmlTable remarks,
    String remarksNote,
    List<String> verifier,
    List<Panel> panels,
    List<Colour> legend,
    List<Part> figures,
    HtmlTable classes,
    List<String> notes) {

  /** A term with sentences about it. */
  public record Fact(String term, List<String> sentences) {}

  /**
   * Pictures under one title.
   *
   * @param note which ones they are; empty for all
   */
  public record Panel(String id, String title, String note, List<Thumbnail> thumbnails) {}

  /**
   * A case at a glance.
   *
   * @param remark why it is to be looked at; empty for no reason
   */
  public record Thumbnail(EmbeddedPng picture, String caption, String remark) {}

  /**
   * A colour of the outlines.
   *
   * @param rgb such as {@code #ffd23f}
   * @param name what is outlined with it
   */
  public record Colour(String rgb, String name) {}

  /** Charts of the page under one title. */
  public record Part(String id, String title, String note, List<Figure> figures) {}

  /** The page as one file that needs no other. */
  public String html() {
    StringOutput html = new StringOutput();
    Page.ENGINE.render("inspection.jte", Map.of("page", this), html);
    return html.toString();
  }
}
