package org.voxelbench.preparation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.preparation.preprocess.Golden;

class PlannerGoldenTest {

  @TestFactory
  List<DynamicTest> plansAsTheReference() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (PlanFile file : files()) {
      for (PlannerPreset preset : PlannerPreset.values()) {
        if (file.plansName().equals(preset.plansName())) {
          tests.add(DynamicTest.dynamicTest(file.toString(), () -> check(file, preset)));
        }
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  @TestFactory
  List<DynamicTest> writesWhatItRead() throws Exception {
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(),
                    () -> {
                      Plan plan = PlanJson.readPlan(file.plan());
                      Path copy = Files.createTempFile("plan", ".json");
                      PlanJson.write(plan, copy);
                      JsonAssert.assertEqual(Golden.json(copy), Golden.json(file.plan()));
                      Files.delete(copy);
                    }))
        .toList();
  }

  private static void check(PlanFile file, PlannerPreset preset) throws Exception {
    Path folder = file.plan().getParent();
    DatasetFingerprint fingerprint =
        PlanJson.readFingerprint(folder.resolve("dataset_fingerprint.json"));
    JsonNode expected = Golden.json(file.plan());
    DatasetSummary dataset = summary(datasetJson(folder), expected);
    Plan plan = new ExperimentPlanner(preset).plan(fingerprint, dataset);
    JsonAssert.assertEqual(PlanJson.toJson(plan), expected);
  }

  private static DatasetSummary summary(JsonNode json, JsonNode plan) {
    List<String> channels = new ArrayList<>();
    json.get("channel_names").forEach(name -> channels.add(name.asText()));
    return new DatasetSummary(
        plan.get("dataset_name").asText(),
        channels,
        json.get("labels").size(),
        json.get("numTraining").asInt(),
        plan.get("image_reader_writer").asText());
  }

  /** Beside the plan, in its raw folder, or in the real data set of the same name. */
  private static JsonNode datasetJson(Path folder) throws Exception {
    for (Path place : List.of(folder, folder.resolve("raw"))) {
      if (Files.exists(place.resolve("dataset.json"))) {
        return Golden.json(place.resolve("dataset.json"));
      }
    }
    return Golden.json(Golden.data("raw", folder.getFileName().toString(), "dataset.json"));
  }

  private record PlanFile(Path plan) {
    String plansName() {
      return plan.getFileName().toString().replace(".json", "");
    }

    @Override
    public String toString() {
      return plan.getParent().getFileName() + "/" + plan.getFileName();
    }
  }

  private static List<PlanFile> files() throws Exception {
    List<PlanFile> files = new ArrayList<>();
    for (String topic : List.of("preprocess", "real_plans")) {
      try (Stream<Path> all = Files.walk(Golden.golden(topic))) {
        all.filter(file -> file.toString().endsWith("Plans.json"))
            .sorted()
            .map(PlanFile::new)
            .forEach(files::add);
      }
    }
    return files;
  }
}
