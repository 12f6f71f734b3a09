package org.voxelbench.preparation.preprocess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.datasets.Labels;
import org.voxelbench.preparation.cache.ClassLocations;

/**
 * Samples voxels of each class for foreground oversampling: 10000, or 1 % where that is more, or
 * all where there are fewer.
 */
final class ClassSampler {

  private static final int SAMPLES = 10_000;
  private static final double MIN_SHARE = 0.01;

  private ClassSampler() {}

  static ClassLocations sample(
      short[] segmentation, int[] shape, Labels labels, RandomStream random) {
    List<List<Integer>> classes = new ArrayList<>(labels.foreground());
    if (labels.ignoreLabel().isPresent()) {
      List<Integer> annotated = new ArrayList<>(List.of(-1));
      annotated.addAll(labels.values());
      classes.add(List.copyOf(annotated));
    }
    Map<List<Integer>, int[]> byClass = new HashMap<>();
    for (List<Integer> members : classes) {
      byClass.put(members, coordinates(positions(segmentation, members), shape, random));
    }
    return new ClassLocations(byClass);
  }

  private static int[] positions(short[] segmentation, List<Integer> members) {
    boolean[] member = new boolean[1 << 16];
    members.forEach(label -> member[label & 0xffff] = true);
    int count = 0;
    for (short label : segmentation) {
      count += member[label & 0xffff] ? 1 : 0;
    }
    int[] positions = new int[count];
    int next = 0;
    for (int i = 0; i < segmentation.length; i++) {
      if (member[segmentation[i] & 0xffff]) {
        positions[next++] = i;
      }
    }
    return positions;
  }

  private static int[] coordinates(int[] positions, int[] shape, RandomStream random) {
    int n = positions.length;
    int samples = Math.max(Math.min(SAMPLES, n), (int) Math.ceil(n * MIN_SHARE));
    int[] coordinates = new int[3 * samples];
    for (int i = 0; i < samples; i++) {
      int pick = i + random.nextInt(n - i);
      int position = positions[pick];
      positions[pick] = positions[i];
      coordinates[3 * i] = position / (shape[1] * shape[2]);
      coordinates[3 * i + 1] = position / shape[2] % shape[1];
      coordinates[3 * i + 2] = position % shape[2];
    }
    return coordinates;
  }
}
