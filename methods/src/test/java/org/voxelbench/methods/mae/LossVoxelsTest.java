package org.voxelbench.methods.mae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.EncoderLayers;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/**
 * The losses of nnssl's variants, by their formulas, of a network that gives back what it sees: the
 * image where it is visible, the token where it is masked.
 */
class LossVoxelsTest {

  private static final int[] SIZE = {4, 4, 6};
  private static final float TOKEN = 0.3f;

  /** Gives back what it sees. */
  private static final Backbone MIRROR =
      new Backbone() {
        @Override
        public Architecture architecture() {
          return Architectures.small();
        }

        @Override
        public List<Tensor> encode(Tensor image, EncoderLayers layers) {
          return List.of(image);
        }

        @Override
        public Tensor decode(List<Tensor> features) {
          return features.get(0);
        }
      };

  static Stream<Arguments> variants() {
    return Stream.of(MaskedError.values())
        .flatMap(
            error ->
                Stream.of(LossVoxels.values())
                    .flatMap(
                        voxels ->
                            Stream.of(true, false)
                                .map(weighs -> Arguments.of(error, voxels, weighs))));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theLossIsTheMeanErrorOfItsVoxels(MaskedError error, LossVoxels voxels, boolean weighs) {
    PretextTask plain =
        new BlockRestoration(
            new MaskedAutoencoder.Settings(
                2, 0.5, error, TransferScope.ENCODER, voxels, true, true, 2),
            false);
    PretextTask task = weighs ? plain.weighted() : plain;
    int count = SIZE[0] * SIZE[1] * SIZE[2];
    float[] image = new float[count];
    float[] weights = new float[count];
    float[] visible = {1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1};
    double sum = 0;
    double counted = 0;
    for (int i = 0; i < count; i++) {
      image[i] = (float) Math.cos(i);
      weights[i] = i % 3 == 0 ? 0 : 1;
      int cell = (i / 24 / 2 * 2 + i / 6 % 4 / 2) * 3 + i % 6 / 2;
      boolean masked = visible[cell] == 0;
      double difference = masked ? TOKEN - image[i] : 0;
      double counts = (masked || voxels == LossVoxels.ALL ? 1 : 0) * (weighs ? weights[i] : 1);
      sum +=
          counts * (error == MaskedError.SQUARED ? difference * difference : Math.abs(difference));
      counted += counts;
    }
    Map<String, NdArray> inputs = new HashMap<>();
    int[] shape = {1, 1, SIZE[0], SIZE[1], SIZE[2]};
    inputs.put("image", NdArray.of(shape, image));
    inputs.put("visible", NdArray.of(new int[] {1, 1, 2, 2, 3}, visible));
    inputs.put(WeightedMean.WEIGHTS, NdArray.of(shape, weights));
    Map<String, NdArray> token = Map.of("mask_token", NdArray.of(new int[] {1, 1, 1, 1, 1}, TOKEN));
    Program program = graph -> Map.of(Program.LOSS, task.objective(graph, MIRROR));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      double loss = TestEngines.run(engine, program, token, inputs).get(Program.LOSS).item();
      assertThat(loss).isCloseTo(sum / counted, within(1e-6));
    }
  }

  /** nnssl repeats a cell by floor(patch / cells): blocks of 64 in 160 are 2 a side, 80 long. */
  @Test
  void blocksThatDontDivideThePatchAreStretched() {
    float[] visible = {1, 0, 0, 0, 0, 0, 0, 0};
    NdArray image = NdArray.zeros(1, 1, 20, 20, 20);
    Program program =
        graph ->
            Map.of("mask", BlockMask.voxels(graph, graph.input("visible"), graph.input("image")));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      NdArray mask =
          TestEngines.run(
                  engine,
                  program,
                  Collections.emptyMap(),
                  Map.of("image", image, "visible", NdArray.of(new int[] {1, 1, 2, 2, 2}, visible)))
              .get("mask");
      for (int i = 0; i < 8000; i++) {
        boolean first = i / 400 < 10 && i / 20 % 20 < 10 && i % 20 < 10;
        assertThat(mask.at(i)).isEqualTo(first ? 1 : 0);
      }
    }
  }
}
