package org.voxelbench.methods.swinunetr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;

/** What the reference drew, in its order; every draw must lie in the range asked for. */
final class RecordedDraws implements CutOutDraws {

  private final Iterator<JsonNode> draws;
  private final float[] noise;
  private int noiseUsed;

  RecordedDraws(JsonNode draws, float[] noise) {
    this.draws = draws.iterator();
    this.noise = noise;
  }

  private JsonNode next(String kind) {
    JsonNode draw = draws.next();
    assertThat(draw.get(0).asText()).isEqualTo(kind);
    return draw.get(1);
  }

  @Override
  public double share(double most) {
    double share = next("np.uniform").asDouble();
    assertThat(share).isBetween(0.0, most);
    return share;
  }

  @Override
  public int between(int lowest, int highest) {
    int drawn = next("randint").asInt();
    assertThat(drawn).isBetween(lowest, highest);
    return drawn;
  }

  @Override
  public float[] noise(int voxels) {
    int recorded = 1;
    for (JsonNode length : next("np.normal")) {
      recorded *= length.asInt();
    }
    assertThat(voxels).isEqualTo(recorded);
    noiseUsed += voxels;
    return Arrays.copyOfRange(noise, noiseUsed - voxels, noiseUsed);
  }

  void assertAllUsed() {
    assertThat(draws.hasNext()).isFalse();
    assertThat(noiseUsed).isEqualTo(noise.length);
  }
}
