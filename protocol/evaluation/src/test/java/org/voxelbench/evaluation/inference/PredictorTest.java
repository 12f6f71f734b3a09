package org.voxelbench.evaluation.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Weights;

class PredictorTest {

  private static final int[] PATCH = {4, 6, 5};

  /** Class k is (k + 1) times the weight times the first channel plus the second. */
  private static final BiFunction<Double, NdArray, NdArray> VOXELWISE =
      (weight, image) -> {
        int[] shape = image.shape();
        int voxels = shape[2] * shape[3] * shape[4];
        float[] out = new float[shape[0] * 3 * voxels];
        for (int i = 0; i < out.length; i++) {
          int b = i / (3 * voxels);
          int k = i / voxels % 3;
          int v = i % voxels;
          float first = image.floats()[(b * 2) * voxels + v];
          float second = image.floats()[(b * 2 + 1) * voxels + v];
          out[i] = (float) ((k + 1) * weight * first + second);
        }
        return NdArray.of(new int[] {shape[0], 3, shape[2], shape[3], shape[4]}, out);
      };

  /** One class: the place along W in the patch. */
  private static final BiFunction<Double, NdArray, NdArray> PLACE =
      (weight, image) -> {
        int[] shape = image.shape();
        shape[1] = 1;
        float[] out = new float[(int) NdArray.size(shape)];
        for (int i = 0; i < out.length; i++) {
          out[i] = i % shape[4];
        }
        return NdArray.of(shape, out);
      };

  private static float[] noise(int length) {
    RandomStream random = new RandomStreams(1).stream("test");
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    return noise;
  }

  private static float[] predict(
      FakeEngine engine, float[] image, int[] shape, PredictorSettings settings, double... folds) {
    return predict(engine, image, shape, settings, LogitMemory.ofHeap(), folds);
  }

  private static float[] predict(
      FakeEngine engine,
      float[] image,
      int[] shape,
      PredictorSettings settings,
      LogitMemory memory,
      double... folds) {
    List<Weights> weights = new ArrayList<>();
    for (double fold : folds) {
      weights.add(engine.weight(fold));
    }
    try (Predictor predictor =
        new Predictor(engine, engine.forward(), weights, PATCH, settings, memory)) {
      return Joined.of(predictor.predict(image, shape));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 6, 5, 1, true",
    "4, 6, 5, 3, true",
    "9, 13, 7, 2, true",
    "9, 13, 7, 5, false",
    "1, 3, 2, 2, true",
    "3, 20, 4, 8, true",
    "11, 1, 5, 7, true"
  })
  void aVoxelwiseNetworkGivesTheSameWhateverTheWindow(
      int d, int h, int w, int batchSize, boolean gaussian) {
    int voxels = d * h * w;
    float[] image = noise(2 * voxels);
    FakeEngine engine = new FakeEngine(VOXELWISE);
    float[] logits =
        predict(
            engine,
            image,
            new int[] {2, d, h, w},
            new PredictorSettings(0.5, gaussian, List.of(0, 1, 2), batchSize),
            1,
            3);
    assertThat(logits).hasSize(3 * voxels);
    for (int i = 0; i < logits.length; i++) {
      int v = i % voxels;
      // The mean of the folds' weights 1 and 3 is 2.
      double expected = (i / voxels + 1) * 2.0 * image[v] + image[voxels + v];
      assertThat((double) logits[i]).isCloseTo(expected, within(2e-6));
    }
    assertThat(engine.largestBatch).isEqualTo(batchSize);
    assertThat(engine.open).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void mirroringAveragesWhatDependsOnThePlaceInThePatch(int batchSize) {
    float[] image = new float[4 * 6 * 5];
    int[] shape = {1, 4, 6, 5};
    float[] mirrored =
        predict(
            new FakeEngine(PLACE),
            image,
            shape,
            new PredictorSettings(0.5, true, List.of(2), batchSize),
            1);
    assertThat(mirrored).containsOnly(2f);
    float[] otherAxes =
        predict(
            new FakeEngine(PLACE),
            image,
            shape,
            new PredictorSettings(0.5, true, List.of(0, 1), batchSize),
            1);
    assertThat(otherAxes).startsWith(0f, 1f, 2f, 3f, 4f, 0f);
  }

  @Test
  void gaussianWeightsFavourThePatchWhoseCentreIsNear() {
    int[] shape = {1, 4, 6, 8};
    PredictorSettings gaussian = new PredictorSettings(1, true, List.of(), 2);
    PredictorSettings flat = new PredictorSettings(1, false, List.of(), 2);
    float[] image = new float[4 * 6 * 8];
    // Patches start at 0 and 3: voxel 3 is place 3 of the first and place 0 of the second.
    assertThat(predict(new FakeEngine(PLACE), image, shape, flat, 1)[3]).isEqualTo(1.5f);
    float[] profile = {GaussianWeights.of(PATCH)[3], GaussianWeights.of(PATCH)[0]};
    assertThat((double) predict(new FakeEngine(PLACE), image, shape, gaussian, 1)[3])
        .isCloseTo(3.0 * profile[0] / (profile[0] + profile[1]), within(1e-6));
  }

  @Test
  void progressCountsPatches() {
    List<String> heard = new ArrayList<>();
    FakeEngine engine = new FakeEngine(PLACE);
    try (Predictor predictor =
        new Predictor(
            engine,
            engine.forward(),
            List.of(engine.weight(1)),
            PATCH,
            new PredictorSettings(0.5, true, List.of(0), 3))) {
      predictor.predict(
          new float[4 * 6 * 10],
          new int[] {1, 4, 6, 10},
          (done, total) -> heard.add(done + "/" + total));
    }
    assertThat(heard).containsExactly("1/3", "2/3", "3/3");
  }

  @Test
  void whateverFailsEverythingIsClosed() {
    FakeEngine engine =
        new FakeEngine(
            (weight, image) -> {
              throw new EngineException("out of memory.");
            });
    assertThatThrownBy(
            () ->
                predict(
                    engine,
                    new float[4 * 6 * 50],
                    new int[] {1, 4, 6, 50},
                    PredictorSettings.nnUNet(),
                    1))
        .isInstanceOf(EngineException.class)
        .hasMessage("out of memory.");
    assertThat(engine.open).isZero();
  }

  @Test
  void logitsThatAreNotFiniteAreRefused() {
    float[] image = noise(2 * 4 * 6 * 5);
    image[7] = Float.POSITIVE_INFINITY;
    assertThatThrownBy(
            () ->
                predict(
                    new FakeEngine(VOXELWISE),
                    image,
                    new int[] {2, 4, 6, 5},
                    PredictorSettings.nnUNet(),
                    1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("not finite");
  }

  @Test
  void noPatchIsComputedInVain() {
    for (int batchSize : new int[] {1, 2, 3, 16}) {
      AtomicInteger patches = new AtomicInteger();
      FakeEngine engine =
          new FakeEngine(
              (weight, image) -> {
                patches.addAndGet(image.shape()[0]);
                return PLACE.apply(weight, image);
              });
      predict(
          engine,
          new float[4 * 6 * 10],
          new int[] {1, 4, 6, 10},
          new PredictorSettings(0.5, true, List.of(0), batchSize),
          1);
      assertThat(patches).hasValue(3 * 2);
    }
  }

  @Test
  void aVolumeBeyondOneArrayIsRefusedBeforeMemoryIsTaken() {
    assertThatThrownBy(() -> LogitSum.checkedVoxels(new int[] {2048, 1024, 1024}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[2048, 1024, 1024]");
    assertThat(LogitSum.checkedVoxels(new int[] {512, 512, 512})).isEqualTo(1 << 27);
  }

  @Test
  void aNetworkOfAnotherShapeIsRefused() {
    FakeEngine engine = new FakeEngine((weight, image) -> NdArray.zeros(2, 1, 4, 6, 4));
    assertThatThrownBy(
            () ->
                predict(
                    engine, new float[120], new int[] {1, 4, 6, 5}, PredictorSettings.nnUNet(), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[2, 1, 4, 6, 4]");
    assertThat(engine.open).isZero();
  }

  @Test
  void settingsThatMakeNoSenseAreRefusedByValue() {
    assertThatThrownBy(() -> new PredictorSettings(0, true, List.of(), 1))
        .hasMessageContaining("(0.0)");
    assertThatThrownBy(() -> new PredictorSettings(0.5, true, List.of(3), 1))
        .hasMessageContaining("[3]");
    assertThatThrownBy(() -> new PredictorSettings(0.5, true, List.of(1, 1), 1))
        .hasMessageContaining("[1, 1]");
    assertThatThrownBy(() -> new PredictorSettings(0.5, true, List.of(), 0))
        .hasMessageContaining("(0)");
  }

  @Test
  void anImageThatDoesNotFitItsShapeIsRefused() {
    assertThatThrownBy(
            () ->
                predict(
                    new FakeEngine(PLACE),
                    new float[7],
                    new int[] {1, 2, 2, 2},
                    PredictorSettings.nnUNet(),
                    1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[1, 2, 2, 2]")
        .hasMessageContaining("7");
  }
}
