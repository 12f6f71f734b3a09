package org.voxelbench.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.training.network.GoldenFiles;

/** What nnU-Net's own summary.json says is what its imported rows say. */
class NnUnetImportGoldenTest {

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> theRowsHaveTheMeansOfTheFile() throws IOException {
    try (Stream<Path> cases = Files.list(GoldenFiles.topic("evaluation"))) {
      return cases
          .map(golden -> golden.resolve("summary.json"))
          .filter(Files::exists)
          .sorted()
          .toList()
          .stream()
          .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
    }
  }

  private void check(Path file) {
    JsonNode summary = StrictJson.read(file, JsonNode.class);
    NnUnetImport.Target target =
        new NnUnetImport.Target("golden", "test", "nnunet", 0, 0, Map.of());
    List<ResultRow> imported = NnUnetImport.read(file, target);
    Path csv = folder.resolve("results.csv");
    ResultsCsv.write(csv, imported);
    List<ResultRow> rows = ResultsCsv.read(csv);
    assertThat(rows).containsExactlyInAnyOrderElementsOf(imported);

    assertThat(rows).hasSize(summary.get("metric_per_case").size() * summary.get("mean").size());
    summary
        .get("mean")
        .fields()
        .forEachRemaining(
            label -> {
              String values = label.getKey().replaceAll(",?\\)|[( ]", "").replace(',', '+');
              double[] dice =
                  rows.stream()
                      .filter(row -> row.labelValues().equals(values))
                      .mapToDouble(ResultRow::dice)
                      .filter(value -> !Double.isNaN(value))
                      .toArray();
              double expected = label.getValue().get("Dice").doubleValue();
              double mean = Arrays.stream(dice).sum() / dice.length;
              if (Double.isNaN(expected)) {
                assertThat(mean).isNaN();
              } else {
                assertThat(mean).isCloseTo(expected, within(1e-12));
              }
            });
  }
}
