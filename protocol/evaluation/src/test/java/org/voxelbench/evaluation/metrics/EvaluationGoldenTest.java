package org.voxelbench.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.SegmentationFolder;
import org.voxelbench.training.network.GoldenFiles;

class EvaluationGoldenTest {

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> summaryIsThatOfNnUNet() throws IOException {
    return list(GoldenFiles.topic("evaluation")).stream()
        .filter(golden -> Files.exists(golden.resolve("golden.json")))
        .map(golden -> DynamicTest.dynamicTest(golden.toString(), () -> check(golden)));
  }

  private void check(Path golden) throws IOException {
    JsonNode settings = StrictJson.read(golden.resolve("golden.json"), JsonNode.class);
    List<RawCase> references = new ArrayList<>();
    SegmentationFolder.open(golden.resolve("ref"))
        .files()
        .forEach((id, file) -> references.add(new RawCase(id, List.of(), Optional.of(file))));
    Evaluator evaluator = new Evaluator(classes(settings), ignore(settings));
    List<ScoredFile> scored =
        new FolderEvaluation(evaluator, SegmentationFolder.open(golden.resolve("pred")))
            .score(references);
    Path written = folder.resolve("summary.json");
    Summary.of(scored).write(written);

    JsonNode ours = StrictJson.read(written, JsonNode.class);
    JsonNode theirs = StrictJson.read(golden.resolve("summary.json"), JsonNode.class);
    assertSame("", ours, theirs, golden);
    assertThat(Summary.read(golden.resolve("summary.json")).perCase()).hasSize(scored.size());
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static List<EvaluatedClass> classes(JsonNode settings) {
    List<EvaluatedClass> classes = new ArrayList<>();
    for (JsonNode entry : settings.get("labels_or_regions")) {
      List<Integer> labels = new ArrayList<>();
      if (entry.isArray()) {
        entry.forEach(label -> labels.add(label.intValue()));
      } else {
        labels.add(entry.intValue());
      }
      classes.add(new EvaluatedClass(entry.toString(), labels, entry.isArray()));
    }
    return classes;
  }

  private static OptionalInt ignore(JsonNode settings) {
    JsonNode label = settings.get("ignore_label");
    return label.isNull() ? OptionalInt.empty() : OptionalInt.of(label.intValue());
  }

  /** Same keys everywhere, whole numbers exact, decimals to 1e-12, paths by what they name. */
  private static void assertSame(String key, JsonNode ours, JsonNode theirs, Path golden) {
    assertThat(ours.getNodeType()).as(key).isEqualTo(theirs.getNodeType());
    if (theirs.isObject()) {
      assertThat(ours.fieldNames()).toIterable().containsExactlyElementsOf(theirs::fieldNames);
      theirs
          .fieldNames()
          .forEachRemaining(
              name -> assertSame(key + "/" + name, ours.get(name), theirs.get(name), golden));
    } else if (theirs.isArray()) {
      assertThat(ours.size()).as(key).isEqualTo(theirs.size());
      for (int i = 0; i < theirs.size(); i++) {
        assertSame(key + "/" + i, ours.get(i), theirs.get(i), golden);
      }
    } else if (theirs.isIntegralNumber()) {
      assertThat(ours.isIntegralNumber()).as(key).isTrue();
      assertThat(ours.longValue()).as(key).isEqualTo(theirs.longValue());
    } else if (theirs.isNumber() && Double.isNaN(theirs.doubleValue())) {
      assertThat(ours.doubleValue()).as(key).isNaN();
    } else if (theirs.isNumber()) {
      double tolerance = 1e-12 * Math.max(1, Math.abs(theirs.doubleValue()));
      assertThat(ours.doubleValue()).as(key).isCloseTo(theirs.doubleValue(), within(tolerance));
    } else {
      assertThat(Path.of(ours.textValue())).isEqualTo(golden.resolve(theirs.textValue()));
    }
  }
}
