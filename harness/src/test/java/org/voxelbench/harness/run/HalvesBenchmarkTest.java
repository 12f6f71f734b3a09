package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.preparation.split.CrossValidation;
import org.voxelbench.preparation.split.Grouping;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.preparation.split.SplitsFile;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.store.TrainingLog;

/** One half of the cases trains and the other is evaluated on, for as long as an entry says. */
class HalvesBenchmarkTest {

  private static final String HALVED =
      TinyBenchmark.protocol(
              "{id: scratch-fixed}",
              "{id: scratch-fixed, label: longer, trainingLength: {epochs: 3, iterations: 1,"
                  + " validationIterations: 1}}")
          .replace("folds: [0]", "folds: [0], splits: half")
          .replace("methods:", "headline: [MyData]\nmethods:");

  @TempDir private Path folder;
  private TinyBenchmark tiny;

  @BeforeEach
  void draw() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
  }

  private List<String> cases() {
    return RawDataset.open(tiny.dataset()).trainingCases().stream().map(RawCase::id).toList();
  }

  private JsonNode split(String run) throws IOException {
    return RunSettings.read(tiny.made("runs", run)).get("split");
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private List<String> evaluated() throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    ResultsCsv.read(tiny.out().resolve("results.csv")).forEach(row -> ids.add(row.caseId()));
    return List.copyOf(ids);
  }

  @Test
  void oneHalfTrainsTheOtherIsEvaluatedAndTheReportIsOverTheHeadline() throws IOException {
    Split half = new CrossValidation(cases(), Grouping.none()).half();

    Console answer = tiny.run(HALVED);

    assertThat(answer.exitCode()).as(answer.text()).isZero();
    assertThat(half.val()).hasSize(3);
    assertThat(texts(split("scratch-fixed").get("cases"))).isEqualTo(half.train());
    assertThat(evaluated()).isEqualTo(half.val());
    assertThat(Files.readString(tiny.out().resolve("report/tables/average_ranks.csv")))
        .contains("headline,");
    assertThat(epochs("scratch-fixed")).isEqualTo(1);
    assertThat(epochs("longer")).isEqualTo(3);
    assertThat(RunSettings.read(tiny.made("runs", "longer")).at("/method/trainingLength/epochs"))
        .hasToString("3");
  }

  private long epochs(String run) throws IOException {
    return Files.readAllLines(tiny.made("runs", run).resolve(TrainingLog.NAME)).size() - 1;
  }

  @Test
  void theOneSplitOfADataSetsOwnFileIsTakenAndSeveralAreRefused() throws IOException {
    List<String> ids = cases();
    Path file = tiny.dataset().resolve("splits_final.json");
    Split own = new Split(ids.subList(0, 4), ids.subList(4, 6));
    SplitsFile.write(List.of(own, own), file);
    tiny.assertRefused(
        HALVED,
        "key 'datasets.splits: half' asks for one split, but '",
        "splits_final.json' holds 2; leave one in it");

    SplitsFile.write(List.of(own), file);
    Console answer = tiny.run(HALVED);
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    assertThat(texts(split("longer").get("cases"))).isEqualTo(own.train());
    assertThat(evaluated()).isEqualTo(own.val());
  }
}
