package org.voxelbench.harness.survey.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.voxelbench.base.Quantiles;
import org.voxelbench.datasets.Labels;
import org.voxelbench.harness.picture.CaseThumbnail;
import org.voxelbench.harness.survey.CaseKey;
import org.voxelbench.harness.survey.LabelFacts;
import org.voxelbench.harness.survey.Part;
import org.voxelbench.harness.survey.PictureStore;
import org.voxelbench.harness.survey.Remark;
import org.voxelbench.harness.survey.RemarkKind;
import org.voxelbench.harness.survey.Survey;
import org.voxelbench.harness.survey.SurveyedCase;
import org.voxelbench.reports.page.InspectionPage;
import org.voxelbench.reports.page.InspectionPage.Colour;
import org.voxelbench.reports.page.InspectionPage.Fact;
import org.voxelbench.reports.page.InspectionPage.Panel;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ResultsFolder;

/**
 * The page of a survey: {@code index.html}, and its numbers as CSV.
 *
 * @param survey what was found
 * @param labels the data set's labels; empty if it is unlabelled
 * @param pictures of its cases
 */
public record SurveyPage(Survey survey, Optional<Labels> labels, PictureStore pictures) {

  /** Rows of the table of remarks; the CSV has all. */
  private static final int MOST_REMARKS = 300;

  /** Labels in the legend of colours, which begin anew after eight. */
  private static final int MOST_COLOURS = 24;

  /** Writes the files, {@code index.html} last. */
  public void write(ResultsFolder files) {
    new SurveyTables(survey).write(files);
    files.write("index.html", page().html());
  }

  private InspectionPage page() {
    return new InspectionPage(
        survey.dataset(),
        lead(),
        facts(),
        remarks(),
        survey.remarks().size() > MOST_REMARKS
            ? "The gravest "
                + MOST_REMARKS
                + " of "
                + survey.remarks().size()
                + "; all are in remarks.csv."
            : "",
        survey.verifier(),
        panels(),
        legend(),
        new SurveyCharts(survey).parts(),
        classes(),
        notes());
  }

  private String lead() {
    if (survey.remarks().isEmpty()) {
      return "Nothing stands out in " + NumberText.count(survey.all(), "case") + ".";
    }
    int cases = survey.remarked().size();
    return (survey.remarks().size() == 1
            ? "1 thing to look at"
            : survey.remarks().size() + " things to look at")
        + (cases == 0
            ? "."
            : ", in " + cases + " of " + NumberText.count(survey.all(), "case") + ".");
  }

  private List<Fact> facts() {
    long test = survey.cases().stream().filter(one -> one.key().part() == Part.TEST).count();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Cases",
            List.of(
                NumberText.count(survey.all(), "case")
                    + ", of which "
                    + survey.cases().size()
                    + " could be read"
                    + (test == 0 ? "." : ", " + test + " of them test cases."))));
    facts.add(new Fact("Channels", List.of(NumberText.enumerate(survey.channels()) + ".")));
    if (!survey.classes().isEmpty()) {
      facts.add(new Fact("Classes", List.of(NumberText.enumerate(survey.classes()) + ".")));
    }
    if (!survey.cases().isEmpty()) {
      facts.add(
          new Fact(
              "Shape",
              List.of(
                  range(one -> one.geometry().size()[2], 0)
                      + " x "
                      + range(one -> one.geometry().size()[1], 0)
                      + " x "
                      + range(one -> one.geometry().size()[0], 0)
                      + " voxels, as stored.")));
      facts.add(
          new Fact(
              "Spacing",
              List.of(
                  range(one -> one.geometry().spacing()[2], 3)
                      + " x "
                      + range(one -> one.geometry().spacing()[1], 3)
                      + " x "
                      + range(one -> one.geometry().spacing()[0], 3)
                      + " mm.")));
      facts.add(new Fact("Axes", List.of(axes())));
    }
    if (survey.cases().stream().anyMatch(one -> one.labels().isPresent())) {
      facts.add(new Fact("Empty labels", List.of(empty())));
    }
    return facts;
  }

  private String range(ToDoubleFunction<SurveyedCase> number, int decimals) {
    double[] sorted = survey.cases().stream().mapToDouble(number).sorted().toArray();
    String low = trimmed(sorted[0], decimals);
    String high = trimmed(sorted[sorted.length - 1], decimals);
    return low.equals(high) ? low : low + "–" + high;
  }

  private static String trimmed(double value, int decimals) {
    String text = NumberText.fixed(value, decimals);
    return decimals == 0 ? text : text.replaceFirst("\\.?0+$", "");
  }

  private String axes() {
    return survey.cases().stream()
            .collect(Collectors.groupingBy(SurveyedCase::axes, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(entry -> entry.getKey() + " in " + NumberText.count(entry.getValue(), "case"))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private String empty() {
    long labelled = survey.cases().stream().filter(one -> one.labels().isPresent()).count();
    long empty =
        survey.cases().stream()
            .filter(one -> one.labels().map(LabelFacts::isEmpty).orElse(false))
            .count();
    return empty + " of " + NumberText.count(labelled, "label map") + ".";
  }

  private HtmlTable remarks() {
    List<List<HtmlCell>> rows =
        survey.remarks().stream()
            .limit(MOST_REMARKS)
            .map(
                remark ->
                    List.of(
                        HtmlCell.text(remark.kind().word()),
                        HtmlCell.text(remark.sentence()),
                        HtmlCell.number(
                            String.format(Locale.ROOT, "%.3g", remark.score()), remark.score())))
            .toList();
    return new HtmlTable(
        "remarks",
        "What stands out and why, the gravest first. The score is a robust z-score, or a"
            + " correlation for images that are alike.",
        List.of(HtmlCell.text("what"), HtmlCell.text("why"), HtmlCell.numbers("score")),
        rows);
  }

  private List<Panel> panels() {
    return new CasePanels(survey, pictures).panels();
  }

  private List<Colour> legend() {
    return labels.map(SurveyPage::legend).orElse(List.of());
  }

  private static List<Colour> legend(Labels labels) {
    TreeSet<Integer> values = new TreeSet<>();
    labels.foreground().forEach(values::addAll);
    values.remove(0);
    return values.stream()
        .limit(MOST_COLOURS)
        .map(
            value ->
                new Colour(
                    String.format(Locale.ROOT, "#%06x", CaseThumbnail.colour(value)),
                    value + " " + named(labels, value)))
        .toList();
  }

  /** The classes that a label counts as. */
  private static String named(Labels labels, int value) {
    return IntStream.range(0, labels.foreground().size())
        .filter(place -> labels.foreground().get(place).contains(value))
        .mapToObj(labels.foregroundNames()::get)
        .collect(Collectors.joining(" + "));
  }

  private HtmlTable classes() {
    List<List<HtmlCell>> rows = new ArrayList<>();
    for (int place = 0; place < survey.classes().size(); place++) {
      double[] volumes = SurveyCharts.volumes(survey, place);
      Arrays.sort(volumes);
      rows.add(
          List.of(
              HtmlCell.text(survey.classes().get(place)),
              HtmlCell.count(volumes.length),
              volume(volumes, 0),
              volume(volumes, 0.5),
              volume(volumes, 1)));
    }
    return new HtmlTable(
        "classes",
        "Volumes of each class in mm³, over the cases that hold it.",
        List.of(
            HtmlCell.text("class"),
            HtmlCell.numbers("cases"),
            HtmlCell.numbers("least"),
            HtmlCell.numbers("median"),
            HtmlCell.numbers("greatest")),
        rows);
  }

  private static HtmlCell volume(double[] sorted, double share) {
    double value = sorted.length == 0 ? Double.NaN : Quantiles.of(sorted, share);
    return HtmlCell.number(NumberText.figure(value), value);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(survey.notes());
    notes.add(
        "A case stands out by a number if it lies more than 6 robust standard deviations from the"
            + " median of at least 8 cases: of volumes, pieces and positions of labels, share of"
            + " foreground, spacing, shape and intensities. A case is compared with the others of"
            + " its data set alone; no anatomy is built in, and left and right, front and back are"
            + " as the files' headers say.");
    notes.add(
        "The same image is found by a hash of its voxels, whatever file, type or orientation it is"
            + " stored in. Nearly the same are images whose details correlate by 0.9 or more at"
            + " 16 x 16 x 16 boxes of the field of view, in any mirroring; a copy that was cut by"
            + " more than a few voxels is not found.");
    notes.add(
        "Nothing here stops a benchmark but what it says itself; exact copies between evaluated"
            + " cases and a pre-training corpus are refused by it.");
    return notes;
  }

  /** The remarks about a case in one text. */
  static String words(Survey survey, CaseKey key) {
    return survey.about(key).stream()
        .map(Remark::kind)
        .distinct()
        .map(RemarkKind::word)
        .collect(Collectors.joining(", "));
  }
}
