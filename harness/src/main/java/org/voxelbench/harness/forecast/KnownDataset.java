package org.voxelbench.harness.forecast;

import java.util.List;
import java.util.Map;
import org.voxelbench.datasets.raw.RawDataset;

/**
 * What is known of a data set before it is prepared.
 *
 * @param name its name
 * @param raw the data set, or a few cases that stand for it
 * @param training sizes of all cases to prepare
 * @param evaluated sizes of the cases that runs of a fold are evaluated on, by fold
 * @param published whether those are the publisher's test cases, which each run prepares anew
 * @param drawingSeconds time to draw all of it; 0 if it is there
 * @param drawnBytes bytes of what is drawn; 0 if it lies elsewhere
 */
record KnownDataset(
    String name,
    RawDataset raw,
    List<CaseSize> training,
    Map<Integer, List<CaseSize>> evaluated,
    boolean published,
    double drawingSeconds,
    double drawnBytes) {

  KnownDataset {
    training = List.copyOf(training);
    evaluated = Map.copyOf(evaluated);
  }
}
