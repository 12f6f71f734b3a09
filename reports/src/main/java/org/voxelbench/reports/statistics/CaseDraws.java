package org.voxelbench.reports.statistics;

/**
 * Samples of the cases of a data set, drawn with replacement.
 *
 * <p>A sample is a function of (seed, data set, number of the sample) alone, so that neither
 * threads nor other data sets shift it. The numbers are SplitMix64's (Steele et al. 2014), written
 * here since a JDK may change its own.
 *
 * @param seed the seed
 * @param dataset the data set's name
 */
record CaseDraws(long seed, String dataset) {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** How often each of so many cases is drawn in so many draws. */
  int[] weights(int sample, int cases) {
    long key = mix(seed + GOLDEN);
    for (int i = 0; i < dataset.length(); i++) {
      key = mix(key ^ dataset.charAt(i) + GOLDEN);
    }
    key = mix(key + GOLDEN ^ mix(sample));
    int[] weights = new int[cases];
    for (int i = 0; i < cases; i++) {
      key += GOLDEN;
      // The upper 63 bits times the number of cases: biased by less than 2^-40 for any real number.
      weights[(int) Math.multiplyHigh(mix(key) >>> 1, 2L * cases)]++;
    }
    return weights;
  }

  private static long mix(long word) {
    long z = word;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
