package org.voxelbench.methods.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;

class RegionTest {

  private static final int[] SIZE = {7, 5, 4};
  private static final int[] CROP = {3, 5, 2};

  private final Region region = new Region(new float[140], SIZE);
  private final RandomStream random = new RandomStreams(11).stream("places");

  private static void assertAlike(int[] counts, int draws) {
    double share = 1.0 / counts.length;
    double fourSigma = 4 * Math.sqrt(draws * share * (1 - share));
    for (int count : counts) {
      assertThat((double) count).isBetween(draws * share - fourSigma, draws * share + fourSigma);
    }
  }

  @Test
  void everyPlaceInsideIsAsLikelyAsAnyOther() {
    int draws = 6000;
    int[] places = new int[5 * 3];
    for (int i = 0; i < draws; i++) {
      int[] start = region.anywhere(CROP, random);
      assertThat(start[1]).isZero();
      places[start[0] * 3 + start[2]]++;
    }

    assertAlike(places, draws);
  }

  @Test
  void aNearPlaceLiesWithinReachAndInside() {
    int draws = 3000;
    int[] places = new int[3];
    for (int i = 0; i < draws; i++) {
      int[] start = region.near(new int[] {1, 0, 2}, CROP, new int[] {1, 2, 0}, random);
      assertThat(start[1]).isZero();
      assertThat(start[2]).isEqualTo(2);
      places[start[0]]++;
    }

    assertAlike(places, draws);
  }
}
