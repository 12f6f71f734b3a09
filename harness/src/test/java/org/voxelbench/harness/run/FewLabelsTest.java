package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.training.protocol.Protocols;

/** Seeds, few training cases and controls in one benchmark of a few steps. */
class FewLabelsTest {

  private static final String DATASET = "{name: MyData, folds: [0]";

  @TempDir private Path folder;

  private static String protocol() {
    return TinyBenchmark.protocol(
            "{id: scratch-fixed}",
            "{id: mae, settings: {blockSize: 8}}",
            "{id: mae, label: mae-whole, settings: {blockSize: 8, transfer: ENCODER_AND_DECODER}}",
            "{id: control-positive}",
            "{id: control-negative, settings: {blockSize: 8}}")
        .replace("seeds: [1]", "seeds: [1, 2]")
        .replace(DATASET, DATASET + ", trainingCases: [1, 2, all], rankedAt: 2");
  }

  private static JsonNode settings(Path run) {
    try {
      return new ObjectMapper().readTree(run.resolve("settings.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> folders(String kind) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("out").resolve(kind))) {
      return runs.sorted().toList();
    }
  }

  @Test
  void methodsShareAPreTrainingAndControlsTakeNoCaseOfTheRuns() throws IOException {
    TinyBenchmark tiny = new TinyBenchmark(folder);
    Phantoms.write(
        new PhantomSpec(PhantomKind.TUMOUR, 10, 1, new int[] {16, 16, 16}), tiny.dataset());
    tiny.drawCorpus();
    Console done = tiny.run(protocol());
    assertThat(done.exitCode()).as(done.text()).isZero();

    assertThat(folders("pretraining").stream().map(path -> path.getFileName().toString()))
        .as("one for mae, mae-whole and control-negative, of the first seed")
        .hasSize(2)
        .anyMatch(id -> id.startsWith("mae-s1-"))
        .anyMatch(id -> id.startsWith("control-positive-MyData-f0-s1-"));
    assertThat(folders("runs"))
        .as("5 methods, 3 numbers, 2 seeds, but for one control")
        .hasSize(28);

    List<ResultRow> rows = ResultsCsv.read(folder.resolve("out/results.csv"));
    assertThat(rows)
        .extracting(ResultRow::trainingCases)
        .containsOnly(TrainingCases.of(1), TrainingCases.of(2), TrainingCases.ALL);
    assertThat(rows)
        .filteredOn(row -> row.method().equals("control-positive"))
        .extracting(ResultRow::trainingCases)
        .containsOnly(TrainingCases.of(1), TrainingCases.of(2));
    assertThat(ExperimentJson.read(folder.resolve("out/experiment.json")).methods())
        .filteredOn(note -> note.control() != Control.NONE)
        .extracting(MethodNote::id)
        .containsExactly("control-positive", "control-negative");

    Set<String> spare = new HashSet<>();
    settings(folders("pretraining").get(0)).at("/cases").forEach(id -> spare.add(id.asText()));
    assertThat(spare).hasSizeBetween(4, 6);
    Set<String> evaluated = rows.stream().map(ResultRow::caseId).collect(Collectors.toSet());
    assertThat(evaluated).hasSize(2).doesNotContainAnyElementsOf(spare);
    for (Path run : folders("runs")) {
      JsonNode trained = settings(run).at("/split/cases");
      Set<String> cases = new HashSet<>();
      trained.forEach(id -> cases.add(id.asText()));
      assertThat(evaluated).doesNotContainAnyElementsOf(cases);
      if (run.getFileName().toString().contains("-MyData-n")) {
        assertThat(cases).hasSizeBetween(1, 2).doesNotContainAnyElementsOf(spare);
      } else {
        assertThat(cases).hasSize(8);
      }
    }
  }

  @Test
  void aStartFromLabelsNeedsLabelsThatNoRunTrainsOn() throws IOException {
    assertThatThrownBy(
            () ->
                Experiment.of(
                    Protocols.parse(
                        "my.yaml", protocol().replace("[1, 2, all], rankedAt: 2", "all")),
                    Plugins.load(List.of())))
        .hasMessageContaining("control-positive")
        .hasMessageContaining("datasets.trainingCases");
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    Console refused = tiny.run(protocol().replace("[1, 2, all], rankedAt: 2", "4"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.text())
        .contains("data set 'MyData', fold 0")
        .contains("give fewer 'datasets.trainingCases'");
  }
}
