package org.voxelbench.harness.survey.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.voxelbench.harness.survey.CaseKey;
import org.voxelbench.harness.survey.PictureStore;
import org.voxelbench.harness.survey.Survey;
import org.voxelbench.harness.survey.SurveyedCase;
import org.voxelbench.reports.page.InspectionPage.Panel;
import org.voxelbench.reports.page.InspectionPage.Thumbnail;
import org.voxelbench.reports.section.EmbeddedPng;

/** The pictures that the page shows: those of cases that stand out, then of the others. */
record CasePanels(Survey survey, PictureStore pictures) {

  /** So many that stand out, and as many of the others, evenly spaced. */
  private static final int MOST = 300;

  List<Panel> panels() {
    Set<CaseKey> remarked = survey.remarked();
    List<CaseKey> odd = remarked.stream().filter(this::hasPicture).toList();
    List<CaseKey> others =
        survey.cases().stream()
            .map(SurveyedCase::key)
            .filter(key -> !remarked.contains(key) && hasPicture(key))
            .toList();
    List<Panel> panels = new ArrayList<>();
    if (!odd.isEmpty()) {
      panels.add(
          panel(
              "odd",
              "Cases that stand out",
              odd.subList(0, Math.min(MOST, odd.size())),
              odd.size()));
    }
    if (!others.isEmpty()) {
      panels.add(
          panel(
              "others",
              odd.isEmpty() ? "All cases" : "The other cases",
              some(others),
              others.size()));
    }
    return panels;
  }

  private boolean hasPicture(CaseKey key) {
    return pictures.get(key).isPresent();
  }

  private static List<CaseKey> some(List<CaseKey> all) {
    int shown = Math.min(MOST, all.size());
    return IntStream.range(0, shown)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / shown)))
        .toList();
  }

  private Panel panel(String id, String title, List<CaseKey> shown, int of) {
    String how =
        "Channel 0 from above, from the front and from the left, through the slices with the most"
            + " foreground, or the middle ones; right is where the header says, on the right.";
    return new Panel(
        id,
        title,
        shown.size() < of ? how + " " + shown.size() + " of " + of + " are shown." : how,
        shown.stream().map(this::thumbnail).flatMap(Optional::stream).toList());
  }

  private Optional<Thumbnail> thumbnail(CaseKey key) {
    String name = key.words().replace("'", "");
    return pictures
        .get(key)
        .map(
            png ->
                new Thumbnail(
                    EmbeddedPng.of(key.id(), "Three slices of case " + name + ".", png),
                    name,
                    SurveyPage.words(survey, key)));
  }
}
