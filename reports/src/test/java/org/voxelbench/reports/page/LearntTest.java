package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.reports.ranking.ReportException;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.section.EmbeddedPng;
import org.voxelbench.reports.section.PretrainingPanel;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.EpochNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.RunState;

class LearntTest {

  @TempDir private Path folder;

  private static Results results(ExperimentSummary s, List<PreTrainingNote> preTrainings) {
    ExperimentSummary summary =
        ChangedSummary.of(s).preTrainings(preTrainings).testUse(List.of()).build();
    return Results.of(MadeUpExperiment.of(s.methods().size()).rows(), summary);
  }

  private String html(Results results) {
    return HtmlOf.results(results, folder);
  }

  private List<PretrainingPanel> panels(ExperimentSummary summary, PreTrainingNote preTraining) {
    return HtmlOf.page(results(summary, List.of(preTraining)), folder).learnt();
  }

  private static PreTrainingNote one(
      RunState state, List<EpochNote> epochs, List<String> methods, String... pictures) {
    return new PreTrainingNote(
        "p", methods, 7, state, "", epochs, List.of(), List.of("view"), List.of(pictures));
  }

  @Test
  void everyPreTrainingHasItsPicturesWithWordsAndBytes() throws IOException {
    ExperimentSummary summary = MadeUpExperiment.of(9).summary();
    MadeUpExperiment.writePictures(summary, folder);
    String html = html(results(summary, summary.preTrainings()));
    List<String> pictures =
        Pattern.compile(
                "<img src=\"data:image/png;base64,([^\"]*)\" alt=\"([^\"]*)\" width=\"488\"")
            .matcher(html)
            .results()
            .map(match -> match.group(1) + " " + match.group(2))
            .toList();
    List<String> expected = new ArrayList<>();
    for (PreTrainingNote p : summary.preTrainings()) {
      String name =
          summary.methods().stream()
              .filter(m -> m.id().equals(p.methods().get(0)))
              .findFirst()
              .orElseThrow()
              .name();
      for (int sample = 1; sample <= 2; sample++) {
        byte[] png = Files.readAllBytes(folder.resolve(p.pictures().get(sample - 1)));
        expected.add(
            Base64.getEncoder().encodeToString(png)
                + " Middle slices of validation sample "
                + sample
                + " as "
                + name
                + ", seed "
                + p.seed()
                + " shows them, from the left: seen, restored, original.");
      }
    }
    assertThat(pictures).isEqualTo(expected).hasSize(32);
    assertThat(html).contains("seen | restored | original", "masked error");
  }

  @Test
  void withoutPreTrainingsThereIsNoSection() {
    ExperimentSummary summary = MadeUpExperiment.of(1).summary();
    assertThat(summary.preTrainings()).isEmpty();
    assertThat(html(results(summary, List.of()))).doesNotContain("learnt", "#pre-training");
  }

  @Test
  void methodsThatShareAPreTrainingShareAPanel() {
    ExperimentSummary summary = MadeUpExperiment.of(3).summary();
    PreTrainingNote shared =
        one(RunState.DONE, List.of(new EpochNote(0, 1, Double.NaN, 0)), List.of("mae", "genesis"));
    assertThat(panels(summary, shared))
        .singleElement()
        .satisfies(
            panel -> {
              assertThat(panel.title()).isEqualTo("MAE and Models Genesis, seed 7");
              assertThat(panel.notes()).isEmpty();
              assertThat(panel.loss().images().get(0).alt())
                  .contains("over 1 epoch.", "Training: first 1.000, last 1.000.");
            });
  }

  @Test
  void whatIsLackingIsSaid() {
    ExperimentSummary summary = MadeUpExperiment.of(2).summary();
    PreTrainingNote diverged =
        one(RunState.DIVERGED, List.of(), List.of("mae"), "pretraining/p/1.png");
    PretrainingPanel panel = panels(summary, diverged).get(0);
    assertThat(panel.notes())
        .containsExactly(
            "This pre-training is not complete: diverged after 0 epochs.",
            "Picture pretraining/p/1.png is not there any more.");
    assertThat(panel.strips()).isEmpty();
    assertThat(html(results(summary, List.of(diverged)))).contains("diverged after 0 epochs");
  }

  @Test
  void lossesThatAreNoNumbersAreNotDrawnAndHaveADash() {
    ExperimentSummary summary = MadeUpExperiment.of(2).summary();
    List<EpochNote> epochs =
        List.of(
            new EpochNote(0, Double.NaN, Double.POSITIVE_INFINITY, 0),
            new EpochNote(1, 1e-7, 2e9, 0));
    PretrainingPanel panel = panels(summary, one(RunState.DONE, epochs, List.of("mae"))).get(0);
    assertThat(panel.epochs().body()).hasSize(2);
    assertThat(panel.epochs().body().get(0).get(1).text()).isEqualTo(NumberText.NONE);
    assertThat(panel.epochs().body().get(1).get(1).text()).isEqualTo("1.000e-07");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 100, 1000})
  void theTableHasFirstAndLastEpochAndSomeBetween(int count) {
    int[] shown = PretrainingPanel.spread(count);
    assertThat(shown).hasSize(Math.min(count, 8)).isSorted().doesNotHaveDuplicates();
    if (count > 0) {
      assertThat(shown).startsWith(0).endsWith(count - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.png", "/etc/secret.png", "a/../../b.png", "a\u0000b.png"})
  void aPathOutOfTheResultsFolderIsRefused(String path) {
    assertThatThrownBy(() -> EmbeddedPng.read(folder, path, "name", "alt"))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("is no path in the results folder");
  }

  @Test
  void whatIsNoPictureIsRefused() throws IOException {
    Files.writeString(folder.resolve("a.png"), "<script>alert(1)</script> and some more bytes");
    Files.write(folder.resolve("b.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    for (String name : List.of("a.png", "b.png")) {
      assertThatThrownBy(() -> EmbeddedPng.read(folder, name, "name", "alt"))
          .isInstanceOf(ReportException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("no PNG");
    }
  }
}
