package org.voxelbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.EpochNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.NumberNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RecipeNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ExperimentSummary.TestUseNote;

class ExperimentJsonTest {

  @TempDir Path folder;

  private static ExperimentSummary summary() {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("processor", "Größe");
    machine.put("engine", "torch");
    return new ExperimentSummary(
        "mini",
        "p0123",
        List.of("A missing prediction scores 0."),
        "voxelbench run mini.yaml",
        List.of(
            new DatasetNote(
                "Task04",
                "test",
                "MR",
                List.of("anterior", "posterior"),
                260,
                "c",
                "CC",
                TrainingCases.of(4))),
        List.of(new MethodNote("mae", "MAE", "Wald et al.", "Apache-2.0", Control.NONE)),
        machine,
        List.of(
            new RunNote(
                "mae-1",
                "mae",
                "Task04",
                TrainingCases.of(4),
                0,
                1,
                RunState.DONE,
                "",
                "cuda:0",
                2,
                1.5,
                0.25,
                0.1,
                1L << 40,
                Double.NaN,
                5)),
        List.of(
            new PreTrainingNote(
                "mae-s1-0123",
                List.of("mae", "mae-both"),
                1,
                RunState.DONE,
                "",
                List.of(new EpochNote(0, 0.75, Double.NaN, 0), new EpochNote(1, 0.5, 0.625, 7)),
                List.of(new NumberNote("z", 0.5), new NumberNote("a", Double.NaN)),
                List.of("seen", "restored", "original"),
                List.of("pretraining/mae-s1-0123/pictures/01.png"))),
        List.of(new TestUseNote("mae", "Task04", 5, 2, 7, 3)),
        List.of(),
        List.of(
            new RecipeNote("mae", List.of("batches of 2"), 250_000, 6.144e12, 1000, Double.NaN)),
        List.of());
  }

  private Path written() {
    Path file = folder.resolve("experiment.json");
    ExperimentJson.write(file, summary());
    return file;
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    ExperimentSummary back = ExperimentJson.read(written());
    assertThat(back).isEqualTo(summary());
    assertThat(back.machine().keySet()).containsExactly("processor", "engine");
  }

  @Test
  void namedMeansAreWrittenWhereThereAreAny() throws IOException {
    assertThat(Files.readString(written())).doesNotContain("\"means\"");
    ExperimentSummary s = summary();
    ExperimentSummary named = s.with(s.recipes(), List.of(NamedMean.headline(List.of("Task04"))));
    Path file = folder.resolve("named.json");
    ExperimentJson.write(file, named);
    assertThat(ExperimentJson.read(file)).isEqualTo(named);
  }

  private void refused(String from, String to, String... parts) throws IOException {
    Path file = written();
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
    assertThatThrownBy(() -> ExperimentJson.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("experiment.json")
        .hasMessageContainingAll(parts);
  }

  @Test
  void whateverIsNotExactlyTheRecordIsRefused() throws IOException {
    refused("\"cases\" : 260", "\"cases\" : 260, \"casses\" : 1", "datasets[0].casses", "unknown");
    refused("\"cases\" :", "\"casses\" :", "datasets[0].cases' is missing");
    refused("\"protocol\" : \"mini\",", "", "'protocol' is missing");
    refused("\"protocol\" : \"mini\",", "\"protocol\" : null,", "'protocol' must not be null");
    refused("\"cases\" : 260", "\"cases\" : null", "cases");
    refused("\"cases\" : 260", "\"cases\" : \"260\"", "cases");
    refused("\"cases\" : 260", "\"cases\" : 260.5", "cases");
    refused("\"cases\" : 260", "\"cases\" : 260, \"cases\" : 261", "cases");
    refused("\"trainLoss\" : 0.75", "\"trainLoss\" : null", "preTrainings[0].epochs[0]");
    refused("\"name\" : \"z\"", "\"name\" : null", "preTrainings[0].numbers[0].name");
    refused("\"state\" : \"done\"", "\"state\" : \"paused\"", "runs[0].state", "'paused'", "newer");
    refused("\"runs\" : [", "\"runs\" : ", "line");
    refused("\"protocol\" : \"mini\",", "\"protocol\" : \"mini\"", "not JSON", "line");
  }

  @Test
  void aFileThatIsNotWholeIsRefusedByName() throws IOException {
    Path file = written();
    String text = Files.readString(file);
    assertThat(ExperimentJson.read(file)).isEqualTo(summary());
    int end = text.stripTrailing().length();
    for (int cut = 0; cut < end; cut += 7) {
      assertRefused(file, text.substring(0, cut));
    }
    assertRefused(file, text.substring(0, end - 1));
    assertRefused(file, text + text);
  }

  private static void assertRefused(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> ExperimentJson.read(file))
        .as(text)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void oneFromBeforeStepsWereSkippedIsRead() throws IOException {
    Path file = written();
    String text = Files.readString(file);
    Files.writeString(file, text.replaceAll(",\\s*\"skippedSteps\" : \\d+", ""));
    ExperimentSummary back = ExperimentJson.read(file);
    assertThat(back.runs().get(0).skippedSteps()).isZero();
    assertThat(back.preTrainings().get(0).epochs())
        .isEqualTo(List.of(new EpochNote(0, 0.75, Double.NaN, 0), new EpochNote(1, 0.5, 0.625, 0)));
    assertThat(summary().preTrainings().get(0).skippedSteps()).isEqualTo(7);
  }

  @Test
  void oneFromBeforeRecipesWereStatedIsRead() throws IOException {
    Path file = written();
    String text = Files.readString(file);
    assertThat(text).contains("\"recipes\"");
    Files.writeString(file, text.replaceAll("(?s),\\s*\"recipes\" : \\[.*\\]", ""));

    assertThat(ExperimentJson.read(file).recipesDiffer()).isFalse();
    assertThat(summary().recipesDiffer()).isTrue();
  }
}
