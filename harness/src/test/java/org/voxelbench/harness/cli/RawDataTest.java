package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;

/**
 * From raw NIfTI to results on every real data set: planned by nnU-Net's planner for a small memory
 * target, preprocessed, trained for 30 steps, predicted and evaluated; once more as regions and
 * with an ignore label where a data set allows it.
 */
@Tag("long")
class RawDataTest {

  private static final String PROTOCOL =
      """
      name: raw-data
      title: Thirty steps on real data
      seeds: [1]
      datasets:
        - {name: %s, folds: [0]%s}
      plans:
        dynamic: {planner: default, gpuMemoryTarget: 0.25}
        fixed: {spacing: [2, 2, 2], patchSize: [32, 32, 32], batchSize: 2, features: [8, 16, 32], blocks: [1, 1, 1]}
      pretraining:
        datasets: [PhantomCorpus]
        batchSize: 2
        length: {epochs: 1, iterations: 1, validationIterations: 1}
        learningRate: 0.01
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        initialization: he
      training:
        length: {epochs: 3, iterations: 10, validationIterations: 2}
        foregroundOversampling: 0.33
        mirrorAxes: [0, 1, 2]
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        fromScratch: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: true}
        fromScratchFixed: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: false}
        adapted: {schedule: default, learningRate: 0.001, warmUpEpochs: 0, deepSupervision: false}
      inference: {tileStep: 0.5, mirroring: false}
      evaluation: {missingPrediction: zero, absentClass: leave-out}
      methods:
        - {id: scratch-dynamic}
      """;

  /** Where cases belong to patients. */
  private static final Map<String, String> GROUPS = Map.of("ACDC", "^(patient\\d+)");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> everyDataSet() throws IOException {
    Path raw = SharedData.folder().resolve("raw");
    assumeTrue(
        Files.isDirectory(raw),
        () -> "there is no folder " + raw + "; name real data sets with VOXELBENCH_DATA");
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> folders = Files.list(raw)) {
      for (Path dataset : folders.sorted().toList()) {
        String name = dataset.getFileName().toString();
        tests.add(DynamicTest.dynamicTest(name, () -> fromRawToResults(dataset, name)));
      }
    }
    Path brats = raw.resolve("BraTS2015_sample");
    tests.add(DynamicTest.dynamicTest("BraTS as regions", () -> regions(brats)));
    Path acdc = raw.resolve("ACDC");
    tests.add(DynamicTest.dynamicTest("ACDC scribbles", () -> scribbles(acdc)));
    return tests;
  }

  private void regions(Path source) throws IOException {
    assumeTrue(Files.isDirectory(source), () -> "there is no folder " + source);
    Path dataset = Files.createDirectories(folder.resolve("regions/raw/BraTS_regions"));
    link(dataset.resolve("imagesTr"), source.resolve("imagesTr"));
    link(dataset.resolve("labelsTr"), source.resolve("labelsTr"));
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("background", 0);
    labels.put("whole_tumour", List.of(1, 2, 3, 4));
    labels.put("tumour_core", List.of(1, 3, 4));
    labels.put("enhancing", 4);
    ObjectNode json = (ObjectNode) JSON.readTree(source.resolve("dataset.json").toFile());
    json.set("labels", JSON.valueToTree(labels));
    json.set("regions_class_order", JSON.valueToTree(List.of(2, 1, 4)));
    JSON.writeValue(dataset.resolve("dataset.json").toFile(), json);

    fromRawToResults(dataset, "BraTS_regions");
  }

  private void scribbles(Path source) throws IOException {
    assumeTrue(Files.isDirectory(source), () -> "there is no folder " + source);
    Path dataset = Files.createDirectories(folder.resolve("scribbles/raw/ACDC"));
    link(dataset.resolve("imagesTr"), source.resolve("imagesTr"));
    link(dataset.resolve("labelsTr"), source.resolve("labelsTr_scribble"));
    ObjectNode json = (ObjectNode) JSON.readTree(source.resolve("dataset.json").toFile());
    ((ObjectNode) json.get("labels")).put("ignore", 4);
    JSON.writeValue(dataset.resolve("dataset.json").toFile(), json);

    fromRawToResults(dataset, "ACDC");
  }

  private static void link(Path link, Path target) throws IOException {
    Files.createSymbolicLink(link, target.toAbsolutePath());
  }

  private void fromRawToResults(Path dataset, String name) throws IOException {
    Path work = Files.createTempDirectory(folder, name);
    Path protocol = work.resolve("protocol.yaml");
    String groups = GROUPS.containsKey(name) ? ", groups: '" + GROUPS.get(name) + "'" : "";
    Files.writeString(protocol, PROTOCOL.formatted(name, groups));
    Path data = dataset.getParent().getParent();
    Path out = work.resolve("out");

    benchmark(protocol, data, out);

    RawDataset raw = RawDataset.open(dataset);
    List<ResultRow> rows = ResultsCsv.read(out.resolve(ResultsCsv.NAME));
    List<String> evaluated = rows.stream().map(ResultRow::caseId).distinct().toList();
    List<String> classes = raw.labels().foregroundNames();
    assertThat(rows).hasSize(evaluated.size() * classes.size());
    assertThat(rows).extracting(ResultRow::label).containsOnlyElementsOf(classes);
    assertThat(evaluated).hasSizeBetween(1, (raw.trainingCases().size() + 4) / 5 + 1);
    Path predictions = onlyRun(out).resolve("predictions");
    for (RawCase held : raw.trainingCases()) {
      if (evaluated.contains(held.id())) {
        Path predicted = predictions.resolve(held.id() + ".nii.gz");
        Path image = held.imageFiles().get(0);
        assertThat(Nifti.geometry(predicted).size())
            .as(held.id())
            .isEqualTo(Nifti.geometry(image).size());
        assertThat(Nifti.geometry(predicted).affine())
            .as(held.id())
            .isDeepEqualTo(Nifti.geometry(image).affine());
      }
    }
  }

  private static void benchmark(Path protocol, Path data, Path out) {
    Console answer =
        Console.run(
            "benchmark", "--protocol", protocol, "--data", data, "--out", out, "--device", "cpu");
    assertThat(answer.exitCode()).as(answer.text()).isZero();
  }

  private static Path onlyRun(Path out) throws IOException {
    try (Stream<Path> runs = Files.list(out.resolve("runs"))) {
      return runs.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}
