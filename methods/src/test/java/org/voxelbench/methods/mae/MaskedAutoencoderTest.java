package org.voxelbench.methods.mae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

class MaskedAutoencoderTest implements MethodContract<MaskedAutoencoder.Settings> {

  @Override
  public SslMethod<MaskedAutoencoder.Settings> method() {
    return new MaskedAutoencoder();
  }

  @Override
  public MaskedAutoencoder.Settings settings() {
    return new MaskedAutoencoder.Settings(
        8, 0.75, MaskedError.SQUARED, TransferScope.ENCODER, LossVoxels.MASKED, true, false, 2);
  }

  private static PretextBatch batch(int samples, int edge) {
    RandomStreams streams = new RandomStreams(3);
    return new PretextBatch(
        Collections.nCopies(samples, List.of(new float[0])),
        new int[] {edge, edge, edge},
        streams.stream("batch"),
        sample -> streams.stream("sample", sample));
  }

  /**
   * Counts of protocol facts section 9: 160^3 patches, blocks of 16 and 32; then nnssl's other
   * sizes.
   */
  @ParameterizedTest
  @CsvSource({
    "16, 0.75, 750, 1000",
    "16, 0.6, 600, 1000",
    "16, 0.9, 900, 1000",
    "32, 0.75, 93, 125",
    "32, 0.6, 75, 125",
    "32, 0.9, 112, 125",
    "2, 0.75, 384000, 512000",
    "4, 0.75, 48000, 64000",
    "8, 0.75, 6000, 8000",
    "64, 0.75, 6, 8"
  })
  void theMaskHidesTheFloorOfRatioTimesCells(int block, double ratio, int masked, int cells) {
    float[] visible = BlockMask.draw(batch(2, 160), block, ratio).visible().floats();

    for (int sample = 0; sample < 2; sample++) {
      int hidden = 0;
      for (int i = 0; i < cells; i++) {
        hidden += visible[sample * cells + i] == 0 ? 1 : 0;
      }
      assertThat(hidden).isEqualTo(masked);
    }
  }

  @Test
  void everyCellIsMaskedAsOftenAsAnyOther() {
    int draws = 4000;
    float[] visible = BlockMask.draw(batch(draws, 32), 16, 0.5).visible().floats();
    int[] hidden = new int[8];
    for (int i = 0; i < visible.length; i++) {
      hidden[i % 8] += visible[i] == 0 ? 1 : 0;
    }

    double fourSigma = 4 * Math.sqrt(draws * 0.25);
    for (int count : hidden) {
      assertThat((double) count).isBetween(draws * 0.5 - fourSigma, draws * 0.5 + fourSigma);
    }
  }

  @Test
  void aPatchTooSmallForItsBlocksIsRefused() {
    assertThatThrownBy(() -> BlockMask.draw(batch(1, 16), 16, 0.75))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("smaller blockSize");
  }
}
