package org.voxelbench.reports.section;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.reports.chart.RankGrid;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * Best, median and worst case of each method on one data set.
 *
 * @param title the data set and its role
 * @param methods the methods that have cases
 * @param table the same in numbers
 * @param note how many pictures are not there; empty if all are
 */
public record ExamplePanel(String title, List<OfMethod> methods, HtmlTable table, String note) {

  /** A caption names each of so many classes. */
  private static final int MOST_CLASSES = 4;

  private static final int LOWEST_CLASSES = 2;

  /** The cases of one method. */
  public record OfMethod(String name, List<Picture> pictures) {}

  /**
   * One case.
   *
   * @param caption standing, case and Dice
   * @param strip the picture, if it is there
   */
  public record Picture(String caption, Optional<EmbeddedPng> strip) {}

  /**
   * One for each data set that has rows, test data sets first.
   *
   * @param folder the results folder, where the pictures lie
   */
  public static List<ExamplePanel> all(Results results, List<ExampleCase> cases, Path folder) {
    List<ExamplePanel> panels = new ArrayList<>();
    for (DatasetNote dataset : RankGrid.byRole(results.experiment().datasets())) {
      List<ExampleCase> own =
          cases.stream().filter(c -> c.dataset().equals(dataset.name())).toList();
      if (!own.isEmpty()) {
        panels.add(of(results, dataset, own, "shown-" + (panels.size() + 1), folder));
      }
    }
    return List.copyOf(panels);
  }

  /** The pictures that are there. */
  public Stream<EmbeddedPng> strips() {
    return methods.stream()
        .flatMap(method -> method.pictures().stream())
        .flatMap(picture -> picture.strip().stream());
  }

  private static ExamplePanel of(
      Results results, DatasetNote dataset, List<ExampleCase> cases, String id, Path folder) {
    List<OfMethod> methods = new ArrayList<>();
    int lacking = 0;
    for (MethodNote method : results.experiment().methods()) {
      List<Picture> pictures = new ArrayList<>();
      for (ExampleCase shown : cases) {
        if (shown.method().equals(method.id())) {
          Optional<EmbeddedPng> strip = strip(results, shown, folder);
          lacking += strip.isEmpty() ? 1 : 0;
          pictures.add(new Picture(caption(shown), strip));
        }
      }
      if (!pictures.isEmpty()) {
        methods.add(new OfMethod(results.name(method), List.copyOf(pictures)));
      }
    }
    String note =
        lacking == 0
            ? ""
            : lacking
                + " of "
                + NumberText.count(cases.size(), "picture")
                + " could not be drawn: the images or predictions were not at hand.";
    return new ExamplePanel(
        dataset.name() + " (" + dataset.role() + ")",
        List.copyOf(methods),
        table(results, dataset, cases, id),
        note);
  }

  private static Optional<EmbeddedPng> strip(Results results, ExampleCase shown, Path folder) {
    if (shown.runId().isEmpty()) {
      return Optional.empty();
    }
    String alt =
        "Slice of case "
            + shown.caseId()
            + " with the reference and what "
            + results.names().get(shown.method())
            + " predicts outlined. "
            + caption(shown)
            + ".";
    String name = shown.picture().substring("pictures/".length()).replace('/', '_');
    return EmbeddedPng.read(folder, shown.picture(), name, alt);
  }

  private static String caption(ExampleCase shown) {
    String start =
        shown.standing().substring(0, 1).toUpperCase(Locale.ROOT)
            + shown.standing().substring(1)
            + ": case "
            + shown.caseId()
            + ", Dice "
            + NumberText.percent(shown.dice());
    if (shown.missing()) {
      return start + ", its prediction is missing";
    }
    List<ExampleCase.OfClass> classes = shown.classes();
    if (classes.size() == 1) {
      return start;
    }
    return classes.size() <= MOST_CLASSES
        ? start + classes.stream().map(ExamplePanel::ofClass).collect(joining(", ", " (", ")"))
        : start + " (" + lowest(classes) + ")";
  }

  /** The lowest of many classes, of which the table has all. */
  private static String lowest(List<ExampleCase.OfClass> classes) {
    return "lowest of "
        + classes.size()
        + " classes: "
        + classes.stream()
            .filter(ofClass -> !Double.isNaN(ofClass.dice()))
            .sorted(Comparator.comparingDouble(ExampleCase.OfClass::dice))
            .limit(LOWEST_CLASSES)
            .map(ExamplePanel::ofClass)
            .collect(joining(", "));
  }

  private static String ofClass(ExampleCase.OfClass ofClass) {
    return ofClass.label() + " " + dice(ofClass);
  }

  private static String dice(ExampleCase.OfClass ofClass) {
    return Double.isNaN(ofClass.dice()) ? "empty" : NumberText.percent(ofClass.dice());
  }

  private static HtmlTable table(
      Results results, DatasetNote dataset, List<ExampleCase> cases, String id) {
    List<HtmlCell> head = new ArrayList<>();
    for (String title : List.of("Method", "Place", "Case")) {
      head.add(HtmlCell.text(title));
    }
    for (String title : List.of("Fold", "Seed", "Dice")) {
      head.add(HtmlCell.numbers(title));
    }
    List<String> labels =
        cases.stream()
            .flatMap(c -> c.classes().stream())
            .map(ExampleCase.OfClass::label)
            .distinct()
            .toList();
    labels.forEach(label -> head.add(HtmlCell.numbers(label)));
    List<List<HtmlCell>> body = new ArrayList<>();
    for (ExampleCase shown : cases) {
      List<HtmlCell> row = new ArrayList<>();
      row.add(HtmlCell.text(results.names().get(shown.method())));
      row.add(HtmlCell.text(shown.standing()));
      row.add(HtmlCell.text(shown.caseId()));
      row.add(HtmlCell.count(shown.fold()));
      row.add(HtmlCell.count(shown.seed()));
      row.add(HtmlCell.number(NumberText.percent(shown.dice()), shown.dice()));
      for (String label : labels) {
        double dice =
            shown.classes().stream()
                .filter(ofClass -> ofClass.label().equals(label))
                .mapToDouble(ExampleCase.OfClass::dice)
                .findFirst()
                .orElse(Double.NaN);
        row.add(HtmlCell.number(NumberText.percent(dice), dice));
      }
      body.add(row);
    }
    return new HtmlTable(
        id + "-table",
        "Best, median and worst case of each method on "
            + dataset.name()
            + ": Dice in % over classes and of each class",
        head,
        body);
  }
}
