package org.voxelbench.methods.spark3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.methods.mae.MaskedError;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

class SparseAutoencoderTest implements MethodContract<SparseAutoencoder.Settings> {

  @Override
  public SslMethod<SparseAutoencoder.Settings> method() {
    return new SparseAutoencoder();
  }

  @Override
  public SparseAutoencoder.Settings settings() {
    return switches(8, 0.6, 0.9, false, true, true, true);
  }

  private static SparseAutoencoder.Settings switches(
      int block,
      double low,
      double high,
      boolean inputMasking,
      boolean sparse,
      boolean token,
      boolean densification) {
    return new SparseAutoencoder.Settings(
        block,
        low,
        high,
        inputMasking,
        sparse,
        token,
        densification,
        MaskedError.SQUARED,
        TransferScope.ENCODER);
  }

  private static PretextTask task(boolean token, boolean densification) {
    return new SparseAutoencoder()
        .pretext(switches(16, 0.75, 0.75, false, true, token, densification))
        .orElseThrow();
  }

  /** Counts of protocol facts section 4.3, for the paper's network. */
  @Test
  void itAddsTheTokensAndProjectionsOfThePaper() {
    assertThat(task(true, true).weights(Architectures.resEncL()).parameters()).isEqualTo(7_854_240);
    assertThat(task(true, false).weights(Architectures.resEncL()).parameters()).isEqualTo(1120);
    assertThat(task(false, true).weights(Architectures.resEncL()).parameters())
        .isEqualTo(7_853_120);
    assertThat(task(false, false).weights(Architectures.resEncL()).names()).isEmpty();
  }

  private static int[] maskedCells(RandomStreams streams, long batch, double low, double high) {
    int edge = 16;
    PretextBatch patches =
        new PretextBatch(
            Collections.nCopies(2, List.of(new float[edge * edge * edge])),
            new int[] {edge, edge, edge},
            streams.stream("batch", batch),
            sample -> streams.stream("sample", batch, sample));
    NdArray visible =
        new SparseAutoencoder()
            .pretext(switches(2, low, high, false, true, true, true))
            .orElseThrow()
            .prepare(patches)
            .get("visible");
    int cells = visible.size() / 2;
    int[] masked = new int[2];
    for (int i = 0; i < visible.size(); i++) {
      masked[i / cells] += visible.at(i) == 0 ? 1 : 0;
    }
    return masked;
  }

  /** 512 cells: shares from 0.6 to 0.9 are whole counts from 307 to 460. */
  @Test
  void theRatioIsUniformAndTheBatchsOwn() {
    RandomStreams streams = new RandomStreams(5);
    int batches = 2000;
    double sum = 0;
    int[] thirds = new int[3];
    for (int batch = 0; batch < batches; batch++) {
      int[] masked = maskedCells(streams, batch, 0.6, 0.9);
      assertThat(masked[0]).isEqualTo(masked[1]).isBetween(307, 460);
      double share = (masked[0] + 0.5) / 512;
      sum += share;
      thirds[(int) Math.min(2, Math.max(0, (share - 0.6) / 0.1))]++;
    }
    double fourSigmaOfMean = 4 * 0.3 / Math.sqrt(12.0 * batches);
    assertThat(sum / batches).isBetween(0.75 - fourSigmaOfMean, 0.75 + fourSigmaOfMean);
    double fourSigma = 4 * Math.sqrt(batches * 2 / 9.0);
    for (int count : thirds) {
      assertThat((double) count).isBetween(batches / 3.0 - fourSigma, batches / 3.0 + fourSigma);
    }
  }

  @Test
  void equalLimitsFixTheRatio() {
    RandomStreams streams = new RandomStreams(5);
    for (int batch = 0; batch < 20; batch++) {
      assertThat(maskedCells(streams, batch, 0.75, 0.75)).containsExactly(384, 384);
    }
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> switches(0, 0.6, 0.9, false, true, true, true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("blockSize (0)");
    assertThatThrownBy(() -> switches(8, 0.9, 0.6, false, true, true, true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("maskRatioLow (0.9)");
    assertThatThrownBy(() -> switches(8, 0.5, Double.NaN, false, true, true, true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("maskRatioHigh (NaN)");
    assertThatThrownBy(() -> switches(8, 0.6, 0.9, false, false, false, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("inputMasking");
    assertThatThrownBy(() -> switches(8, 0.6, 0.9, true, false, true, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("maskToken (true)");
  }
}
