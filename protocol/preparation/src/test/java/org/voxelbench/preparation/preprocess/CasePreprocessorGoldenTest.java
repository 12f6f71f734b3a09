package org.voxelbench.preparation.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.base.volume.VoxelBox;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.cache.CaseProperties;
import org.voxelbench.preparation.cache.PreprocessedCase;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;

class CasePreprocessorGoldenTest {

  private static final float TOLERANCE = 1e-5f;

  @TestFactory
  List<DynamicTest> preprocessesAsTheReference() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path folder : Golden.foldersWith(Golden.golden("preprocess"), "golden.json")) {
      tests.addAll(tests(folder, folder.resolve("raw")));
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  @TestFactory
  List<DynamicTest> preprocessesRealDataAsTheReference() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path folder : Golden.foldersWith(Golden.golden("real_plans"), "golden.json")) {
      tests.addAll(tests(folder, Golden.data("raw", folder.getFileName().toString())));
    }
    return tests;
  }

  private static List<DynamicTest> tests(Path folder, Path rawFolder) throws Exception {
    RawDataset dataset = RawDataset.open(rawFolder);
    Plan plan = PlanJson.readPlan(folder.resolve("nnUNetPlans.json"));
    JsonNode golden = Golden.json(folder.resolve("golden.json")).get("cases");
    List<DynamicTest> tests = new ArrayList<>();
    for (RawCase raw : dataset.trainingCases()) {
      if (golden.has(raw.id())) {
        tests.add(
            DynamicTest.dynamicTest(
                folder.getFileName() + "/" + raw.id(),
                () -> check(folder, dataset, raw, plan, golden.get(raw.id()))));
      }
    }
    return tests;
  }

  private static void check(
      Path folder, RawDataset dataset, RawCase raw, Plan plan, JsonNode golden) throws Exception {
    CasePreprocessor preprocessor = new CasePreprocessor(plan, plan.configuration("3d_fullres"));
    PreprocessedCase actual =
        preprocessor.run(
            raw, Optional.of(dataset.labels()), new RandomStreams(1234).stream("test"));

    assertThat(actual.shape()).isEqualTo(tail(ints(golden.get("shape"))));
    checkProperties(actual.properties(), golden.get("properties"));
    assertThat(histogram(actual.segmentation())).isEqualTo(histogram(golden.get("seg_values")));
    for (int c = 0; c < actual.channels().size(); c++) {
      checkStatistics(actual.channels().get(c), golden, c);
    }
    if (golden.has("class_locations")) {
      checkClasses(actual, golden.get("class_locations"));
    }
    if (golden.has("file")) {
      checkVoxels(actual, GoldenTensors.read(folder.resolve(golden.get("file").asText())));
    }
    Path crops = folder.resolve("crops.safetensors");
    if (Files.exists(crops)) {
      checkCrop(actual, GoldenTensors.read(crops), ints(golden.get("crop_start")));
    }
    if (golden.has("without_seg")) {
      PreprocessedCase unlabelled =
          preprocessor.run(raw, Optional.empty(), new RandomStreams(1234).stream("test"));
      assertThat(histogram(unlabelled.segmentation()))
          .isEqualTo(histogram(golden.get("without_seg").get("seg_values")));
      if (golden.get("without_seg").get("data_identical").asBoolean()) {
        assertThat(unlabelled.channels().get(0)).isEqualTo(actual.channels().get(0));
      }
    }
  }

  private static void checkProperties(CaseProperties actual, JsonNode golden) {
    assertThat(actual.spacing()).containsExactly(doubles(golden.get("spacing")), within(1e-9));
    assertThat(actual.shapeBeforeCrop()).isEqualTo(ints(golden.get("shape_before_cropping")));
    assertThat(actual.shapeAfterCrop())
        .isEqualTo(ints(golden.get("shape_after_cropping_and_before_resampling")));
    for (int axis = 0; axis < 3; axis++) {
      int[] range = ints(golden.get("bbox_used_for_cropping").get(axis));
      assertThat(actual.crop().lower()[axis]).isEqualTo(range[0]);
      assertThat(actual.crop().upper()[axis]).isEqualTo(range[1]);
    }
  }

  private static void checkStatistics(float[] voxels, JsonNode golden, int channel) {
    double mean = 0;
    double squares = 0;
    for (float voxel : voxels) {
      mean += voxel;
      squares += (double) voxel * voxel;
    }
    mean /= voxels.length;
    double std = Math.sqrt(squares / voxels.length - mean * mean);
    assertThat(mean).isCloseTo(golden.get("data_mean").get(channel).asDouble(), within(1e-5));
    assertThat(std).isCloseTo(golden.get("data_std").get(channel).asDouble(), within(1e-5));
  }

  private static void checkClasses(PreprocessedCase actual, JsonNode golden) {
    Map<String, Integer> counts = new HashMap<>();
    actual
        .classLocations()
        .byClass()
        .forEach(
            (members, voxels) -> {
              counts.put(key(members.toString()), voxels.length / 3);
              for (int i = 0; i < voxels.length; i += 3) {
                int at =
                    (voxels[i] * actual.shape()[1] + voxels[i + 1]) * actual.shape()[2]
                        + voxels[i + 2];
                assertThat(members).contains((int) actual.segmentation()[at]);
              }
            });
    Map<String, Integer> expected = new HashMap<>();
    golden
        .properties()
        .forEach(e -> expected.put(key(e.getKey()), e.getValue().get("n_sampled").asInt()));
    assertThat(counts).isEqualTo(expected);
  }

  /** Label values separated by commas, however brackets and blanks are set. */
  private static String key(String text) {
    return text.replaceAll("[^0-9,-]", "").replaceAll(",$", "");
  }

  private static void checkVoxels(PreprocessedCase actual, GoldenTensors golden) {
    float[] data = golden.floats("data");
    int voxels = actual.segmentation().length;
    for (int c = 0; c < actual.channels().size(); c++) {
      assertClose(actual.channels().get(c), Arrays.copyOfRange(data, c * voxels, (c + 1) * voxels));
    }
    assertThat(actual.segmentation()).isEqualTo(golden.shorts("seg"));
  }

  private static void checkCrop(PreprocessedCase actual, GoldenTensors golden, int[] start) {
    int[] size = tail(golden.shape(actual.id() + "/data"));
    int[] end = new int[3];
    Arrays.setAll(end, axis -> start[axis] + size[axis]);
    VoxelBox box = VoxelBox.between(start, end);
    float[] data = golden.floats(actual.id() + "/data");
    int voxels = Volumes.size(size);
    for (int c = 0; c < actual.channels().size(); c++) {
      assertClose(
          box.cut(actual.channels().get(c), actual.shape()),
          Arrays.copyOfRange(data, c * voxels, (c + 1) * voxels));
    }
    assertThat(box.cut(actual.segmentation(), actual.shape()))
        .isEqualTo(golden.shorts(actual.id() + "/seg"));
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= TOLERANCE)) {
        assertThat(actual[i]).as("voxel " + i).isCloseTo(expected[i], within(TOLERANCE));
      }
    }
  }

  private static Map<Integer, Integer> histogram(short[] labels) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (short label : labels) {
      counts.merge((int) label, 1, Integer::sum);
    }
    return counts;
  }

  private static Map<Integer, Integer> histogram(JsonNode json) {
    Map<Integer, Integer> counts = new TreeMap<>();
    json.properties().forEach(e -> counts.put(Integer.valueOf(e.getKey()), e.getValue().asInt()));
    return counts;
  }

  private static int[] tail(int[] shape) {
    return Arrays.copyOfRange(shape, shape.length - 3, shape.length);
  }

  private static int[] ints(JsonNode array) {
    return Arrays.stream(doubles(array)).mapToInt(v -> (int) v).toArray();
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    Arrays.setAll(values, i -> array.get(i).asDouble());
    return values;
  }
}
