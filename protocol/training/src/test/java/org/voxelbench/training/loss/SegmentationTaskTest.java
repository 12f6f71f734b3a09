package org.voxelbench.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.training.network.TestEngines;

/** Class maps against sums over voxels in plain Java. */
class SegmentationTaskTest {

  private static final int BATCH = 2;
  private static final int VOXELS = 3 * 4 * 5;
  private static final int[] MAP_SHAPE = {BATCH, 1, 3, 4, 5};

  private static Engine engine;

  @BeforeAll
  static void open() {
    engine = TestEngines.open(Precision.FP32);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static SegmentationTask classes(boolean ignore) {
    Map<String, List<Integer>> labels = new LinkedHashMap<>();
    labels.put("background", List.of(0));
    labels.put("second", List.of(2));
    labels.put("first", List.of(1));
    if (ignore) {
      labels.put("ignore", List.of(3));
    }
    return new SegmentationTask(new Labels(labels, List.of()));
  }

  private static SegmentationTask regions(boolean ignore) {
    Map<String, List<Integer>> labels = new LinkedHashMap<>();
    labels.put("background", List.of(0));
    labels.put("whole", List.of(1, 2, 3));
    labels.put("core", List.of(2, 3));
    labels.put("middle", List.of(3));
    if (ignore) {
      labels.put("ignore", List.of(4));
    }
    return new SegmentationTask(new Labels(labels, List.of(1, 2, 3)));
  }

  private static NdArray logits(int channels) {
    RandomStream random = new RandomStreams(3).stream("logits");
    float[] values = new float[BATCH * channels * VOXELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return NdArray.of(new int[] {BATCH, channels, 3, 4, 5}, values);
  }

  private static NdArray classMap(int values) {
    RandomStream random = new RandomStreams(4).stream("map");
    float[] map = new float[BATCH * VOXELS];
    for (int i = 0; i < map.length; i++) {
      map[i] = random.nextInt(values);
    }
    return NdArray.of(MAP_SHAPE, map);
  }

  private static Map<String, NdArray> run(Program program, NdArray logits, NdArray map) {
    return TestEngines.run(engine, program, Map.of(), Map.of("logits", logits, "map", map));
  }

  @Test
  void countsAreThoseOfTheArgmaxPerClassWithoutIgnoredVoxels() {
    for (boolean ignore : new boolean[] {false, true}) {
      SegmentationTask task = classes(ignore);
      NdArray logits = logits(3);
      NdArray map = classMap(ignore ? 4 : 3);
      double[][] counts = new double[2][3];
      for (int n = 0; n < BATCH; n++) {
        for (int v = 0; v < VOXELS; v++) {
          int best = 0;
          for (int c = 1; c < 3; c++) {
            best = at(logits, 3, n, c, v) > at(logits, 3, n, best, v) ? c : best;
          }
          int label = (int) map.at(n * VOXELS + v);
          for (int c = 1; c < 3 && label != 3; c++) {
            count(counts[c - 1], best == c, label == c);
          }
        }
      }
      check(task, logits, map, counts);
    }
  }

  @Test
  void countsAreThoseOfPositiveLogitsPerRegionWithoutIgnoredVoxels() {
    for (boolean ignore : new boolean[] {false, true}) {
      SegmentationTask task = regions(ignore);
      NdArray logits = logits(3);
      NdArray map = classMap(ignore ? 5 : 4);
      double[][] counts = new double[3][3];
      for (int n = 0; n < BATCH; n++) {
        for (int v = 0; v < VOXELS; v++) {
          int label = (int) map.at(n * VOXELS + v);
          for (int c = 0; c < 3 && label != 4; c++) {
            count(counts[c], at(logits, 3, n, c, v) > 0, label > c);
          }
        }
      }
      check(task, logits, map, counts);
    }
  }

  private static double at(NdArray logits, int channels, int n, int c, int v) {
    return logits.at((n * channels + c) * VOXELS + v);
  }

  private static void count(double[] counts, boolean decided, boolean reference) {
    counts[0] += decided && reference ? 1 : 0;
    counts[1] += decided && !reference ? 1 : 0;
    counts[2] += !decided && reference ? 1 : 0;
  }

  private static void check(SegmentationTask task, NdArray logits, NdArray map, double[][] counts) {
    Map<String, NdArray> outputs =
        run(
            graph -> PseudoDice.counts(graph, task, graph.input("logits"), graph.input("map")),
            logits,
            map);
    PseudoDice tally = new PseudoDice(task);
    tally.add(outputs);
    tally.add(outputs);
    double mean = 0;
    for (int c = 0; c < counts.length; c++) {
      double dice = 2 * counts[c][0] / (2 * counts[c][0] + counts[c][1] + counts[c][2]);
      assertThat(tally.perClass()[c]).as("class %d", c).isCloseTo(dice, within(1e-12));
      assertThat(outputs.get("fp").at(c)).isEqualTo(counts[c][1]);
      mean += dice / counts.length;
    }
    assertThat(tally.mean()).isCloseTo(mean, within(1e-12));
  }

  @Test
  void aClassThatOccursNowhereIsLeftOutOfTheMean() {
    PseudoDice tally = new PseudoDice(classes(false));
    int[] two = {2};
    tally.add(
        Map.of(
            "tp", NdArray.of(two, 3f, 0f),
            "fp", NdArray.of(two, 1f, 0f),
            "fn", NdArray.of(two, 1f, 0f)));
    assertThat(tally.perClass()).containsExactly(0.75, Double.NaN);
    assertThat(tally.mean()).isEqualTo(0.75);
    assertThat(new PseudoDice(classes(false)).mean()).isNaN();
  }

  @Test
  void regionsOfAClassMapGiveTheLossOfTheirChannels() {
    for (boolean ignore : new boolean[] {false, true}) {
      SegmentationTask task = regions(ignore);
      NdArray map = classMap(ignore ? 5 : 4);
      int channels = ignore ? 4 : 3;
      float[] target = new float[BATCH * channels * VOXELS];
      for (int n = 0; n < BATCH; n++) {
        for (int v = 0; v < VOXELS; v++) {
          int label = (int) map.at(n * VOXELS + v);
          for (int c = 0; c < channels; c++) {
            boolean in = c == 3 ? label == 4 : label > c && label < 4;
            target[(n * channels + c) * VOXELS + v] = in ? 1 : 0;
          }
        }
      }
      NdArray channelTarget = NdArray.of(new int[] {BATCH, channels, 3, 4, 5}, target);
      SegmentationLoss byChannels =
          new DiceBinaryCrossEntropy(ignore, true, SegmentationLoss.SMOOTH);
      NdArray logits = logits(3);
      assertThat(value(task.loss(true), logits, map))
          .isEqualTo(value(byChannels, logits, channelTarget));
    }
  }

  private static double value(SegmentationLoss loss, NdArray logits, NdArray target) {
    Program program =
        graph -> Map.of("value", loss.of(graph, graph.input("logits"), graph.input("map")));
    return run(program, logits, target).get("value").item();
  }

  @Test
  void lossesAreInFullPrecisionUnderMixedPrecision() {
    for (SegmentationTask task : List.of(classes(true), regions(true))) {
      NdArray map = classMap(task.labels().values().size() + 1);
      NdArray logits = logits(3);
      Program program =
          graph ->
              Map.of(
                  "value", task.loss(false).of(graph, graph.input("logits"), graph.input("map")));
      Map<String, NdArray> inputs = Map.of("logits", logits, "map", map);
      try (Engine mixed = TestEngines.open(Precision.BF16)) {
        NdArray value = TestEngines.run(mixed, program, Map.of(), inputs).get("value");
        assertThat(value.item()).isCloseTo(value(task.loss(false), logits, map), within(1e-6));
      }
    }
  }

  @Test
  void aPerfectPredictionApproachesMinusOne() {
    NdArray map = classMap(3);
    float[] values = new float[BATCH * 3 * VOXELS];
    for (int i = 0; i < map.size(); i++) {
      values[(i / VOXELS * 3 + (int) map.at(i)) * VOXELS + i % VOXELS] = 60;
    }
    NdArray logits = NdArray.of(new int[] {BATCH, 3, 3, 4, 5}, values);
    assertThat(value(classes(false).loss(false), logits, map)).isCloseTo(-1, within(1e-6));
  }
}
