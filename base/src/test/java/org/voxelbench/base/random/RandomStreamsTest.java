package org.voxelbench.base.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {

  @Test
  void aStreamIsAFunctionOfSeedPurposeAndIndices() {
    RandomStreams streams = new RandomStreams(3);
    long first = streams.stream("augment", 1, 2, 3).nextLong();
    streams.stream("augment", 1, 2, 4).nextLong();
    assertThat(new RandomStreams(3).stream("augment", 1, 2, 3).nextLong()).isEqualTo(first);
  }

  @Test
  void everyNameAndIndexGivesItsOwnStream() {
    Set<Long> seen = new HashSet<>();
    int streams = 0;
    for (long seed : new long[] {0, 1, -1}) {
      for (String purpose : new String[] {"", "a", "b", "ab", "ba"}) {
        for (long i = 0; i < 20; i++) {
          for (long j = 0; j < 20; j++) {
            seen.add(new RandomStreams(seed).stream(purpose, i, j).nextLong());
            streams++;
          }
          seen.add(new RandomStreams(seed).stream(purpose, i).nextLong());
          streams++;
        }
      }
    }
    assertThat(seen).hasSize(streams);
  }

  @Test
  void neighbouringStreamsAreUncorrelated() {
    RandomStreams streams = new RandomStreams(5);
    int n = 20_000;
    double along = 0;
    double between = 0;
    for (int i = 0; i < n; i++) {
      double here = streams.stream("sample", 0, i, 0).nextDouble() - 0.5;
      double next = streams.stream("sample", 0, i + 1, 0).nextDouble() - 0.5;
      double other = streams.stream("augment", 0, i, 0).nextDouble() - 0.5;
      along += here * next * 12 / n;
      between += here * other * 12 / n;
    }
    assertThat(along).isCloseTo(0, within(4 / Math.sqrt(n)));
    assertThat(between).isCloseTo(0, within(4 / Math.sqrt(n)));
  }
}
