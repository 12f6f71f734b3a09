package org.voxelbench.harness.forecast;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.DatasetFingerprint;

/**
 * A data set with cases of it that are prepared, to measure on.
 *
 * @param raw the data set, or those cases of it
 * @param prepared what is prepared, by the kind of plan
 * @param cases ids of cases that are prepared under each
 * @param kept share of each axis that cropping leaves, as read
 * @param cost what preparation takes
 */
record PreparedSample(
    RawDataset raw,
    Map<TrainingPlan, PreparedDataset> prepared,
    List<String> cases,
    double[] kept,
    PreparationCost cost) {

  private static final int CASES = 2;

  /** Of a data set that is prepared already. */
  static PreparedSample of(KnownDataset known, Map<TrainingPlan, PreparedDataset> prepared) {
    List<RawCase> all = known.raw().trainingCases();
    int from = Math.max(0, (all.size() - CASES) / 2);
    DatasetFingerprint found = prepared.values().iterator().next().fingerprint();
    return new PreparedSample(
        known.raw(),
        prepared,
        all.stream().skip(from).limit(CASES).map(RawCase::id).toList(),
        kept(known.training(), found),
        PreparationCost.NONE);
  }

  /** Voxels of cases once they are prepared under each kind of plan. */
  Map<TrainingPlan, Double> voxels(List<CaseSize> sizes) {
    Map<TrainingPlan, Double> voxels = new TreeMap<>();
    prepared.forEach((kind, under) -> voxels.put(kind, CaseSize.voxels(sizes, kept, under)));
    return voxels;
  }

  /** Mean share of each axis that cropping leaves. */
  static double[] kept(List<CaseSize> sizes, DatasetFingerprint found) {
    double[] kept = new double[3];
    for (int axis = 0; axis < kept.length; axis++) {
      for (int i = 0; i < sizes.size(); i++) {
        double whole = sizes.get(i).shape()[axis];
        kept[axis] += found.shapesAfterCrop().get(i).get(axis) / whole / sizes.size();
      }
    }
    return kept;
  }
}
