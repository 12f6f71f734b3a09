package org.voxelbench.reports.page;

import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.ranking.Unfinished;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.RunNote;

/**
 * What {@code index.html} shows of an experiment none of whose ranked runs has a result.
 *
 * @param protocol the protocol's name
 * @param lead that there is nothing to rank
 * @param wrong what went wrong, in sentences
 * @param runs how each run ended, and why
 * @param protocolText the protocol in words, one sentence an entry
 * @param command how to run it again
 * @param machine machine, engine and versions
 */
record FailurePage(
    String protocol,
    String lead,
    List<String> wrong,
    List<String> runs,
    List<String> protocolText,
    String command,
    List<String> machine) {

  /**
   * Of a summary.
   *
   * @param unranked whether runs have results that are not ranked
   */
  static FailurePage of(ExperimentSummary summary, boolean unranked) {
    List<String> wrong = new ArrayList<>();
    Unfinished.runs(summary.runs()).ifPresent(wrong::add);
    wrong.addAll(Unfinished.preTrainings(summary.preTrainings(), ids -> String.join(" and ", ids)));
    return new FailurePage(
        summary.protocol(),
        unranked
            ? "No run that is ranked has a result: those that have one are of controls, or of other"
                + " numbers of training cases than ranks are read at."
            : "No run has a result, so there is nothing to rank.",
        wrong,
        summary.runs().stream().map(FailurePage::ended).toList(),
        summary.protocolText(),
        summary.command(),
        summary.machine().entrySet().stream()
            .map(fact -> fact.getKey() + ": " + fact.getValue())
            .toList());
  }

  private static String ended(RunNote run) {
    return run.method()
        + " on "
        + run.dataset()
        + ", fold "
        + run.fold()
        + ", seed "
        + run.seed()
        + ": "
        + run.state().text()
        + (run.reason().isEmpty() ? "." : ": " + run.reason());
  }

  String html() {
    StringOutput html = new StringOutput();
    Page.ENGINE.render("failure.jte", Map.of("page", this), html);
    return html.toString();
  }
}
