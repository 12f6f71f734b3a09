package org.voxelbench.evaluation.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.voxelbench.results.metric.Confusion;

/** Voxels by (reference label, predicted label), from which every class's counts follow. */
final class JointHistogram {

  private static final int OTHER = 0;

  private final int[] indexOfLabel;
  private final long[][] voxels;

  /** Counts the voxels whose reference label is not the one to ignore. */
  JointHistogram(
      List<EvaluatedClass> classes, OptionalInt ignore, short[] reference, short[] prediction) {
    indexOfLabel = new int[Short.MAX_VALUE + 1];
    int[] labels =
        classes.stream()
            .flatMap(evaluated -> evaluated.labels().stream())
            .mapToInt(Integer::intValue)
            .distinct()
            .toArray();
    for (int i = 0; i < labels.length; i++) {
      indexOfLabel[labels[i]] = i + 1;
    }
    voxels = new long[labels.length + 1][labels.length + 1];
    for (int v = 0; v < reference.length; v++) {
      if (ignore.isEmpty() || reference[v] != ignore.getAsInt()) {
        voxels[index(reference[v])][index(prediction[v])]++;
      }
    }
  }

  private int index(short label) {
    return label < 0 ? OTHER : indexOfLabel[label];
  }

  Confusion confusion(EvaluatedClass evaluated) {
    boolean[] inside = new boolean[voxels.length];
    evaluated.labels().forEach(label -> inside[indexOfLabel[label]] = true);
    long tp = 0;
    long fp = 0;
    long fn = 0;
    long all = 0;
    for (int reference = 0; reference < voxels.length; reference++) {
      all += Arrays.stream(voxels[reference]).sum();
      for (int predicted = 0; predicted < voxels.length; predicted++) {
        long n = voxels[reference][predicted];
        tp += inside[reference] && inside[predicted] ? n : 0;
        fp += !inside[reference] && inside[predicted] ? n : 0;
        fn += inside[reference] && !inside[predicted] ? n : 0;
      }
    }
    return new Confusion(tp, fp, fn, all - tp - fp - fn);
  }
}
