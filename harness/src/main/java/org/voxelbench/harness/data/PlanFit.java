package org.voxelbench.harness.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.voxelbench.base.Quantiles;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.training.pretext.DownstreamPlan;

/**
 * Whether images and structures keep, under the pre-training plan, a size at which they can be
 * learnt; where nothing is resampled, whether images fill its patch.
 *
 * @param patch the plan's patch, {@code [D, H, W]}
 */
public record PlanFit(List<Integer> patch) {

  /** Share of the patch, along an axis or in all, below which it is mostly padding. */
  private static final double LEAST_SHARE = 0.25;

  private static final int LEAST_VOXELS = 2;

  private static final Remark RESAMPLED =
      new Remark(
          "Under the pre-training plan",
          "a finer 'plans.fixed.spacing' or a smaller 'plans.fixed.patchSize'");
  private static final Remark UNRESAMPLED =
      new Remark("Without resampling", "a smaller 'plans.fixed.patchSize'");

  private record Remark(String under, String advice) {}

  public PlanFit {
    patch = List.copyOf(patch);
  }

  /** What doesn't fit, a sentence each. */
  public List<String> remarks(ExperimentData data) {
    List<String> remarks = new ArrayList<>();
    data.labelled()
        .forEach(
            (name, labelled) -> {
              String what = "data set '" + name + "'";
              List<PreparedCase> resampled = cases(labelled, TrainingPlan.FIXED);
              remarks.addAll(size(RESAMPLED, what, resampled));
              remarks.addAll(structures(labelled, resampled));
              remarks.addAll(
                  size(
                      UNRESAMPLED,
                      what,
                      cases(labelled, TrainingPlan.of(DownstreamPlan.NO_RESAMPLING))));
            });
    data.corpus()
        .ifPresent(
            corpus ->
                remarks.addAll(
                    size(
                        RESAMPLED,
                        "the pre-training corpus",
                        Stream.concat(corpus.train().stream(), corpus.validation().stream())
                            .toList())));
    return List.copyOf(remarks);
  }

  /** None if no method needs them. */
  private static List<PreparedCase> cases(LabelledDataset labelled, TrainingPlan plan) {
    PreparedDataset prepared = labelled.prepared(plan);
    return prepared == null ? List.of() : prepared.cases(prepared.caseIds());
  }

  private List<String> size(Remark remark, String what, List<PreparedCase> cases) {
    if (cases.isEmpty()) {
      return List.of();
    }
    List<Integer> median =
        IntStream.range(0, patch.size())
            .mapToObj(axis -> (int) Math.round(medianEdge(cases, axis)))
            .toList();
    boolean narrow =
        IntStream.range(0, patch.size())
            .anyMatch(axis -> median.get(axis) < LEAST_SHARE * patch.get(axis));
    return narrow || product(median) < LEAST_SHARE * product(patch)
        ? List.of(
            remark.under()
                + ", the median case of "
                + what
                + " has "
                + median
                + " voxels, less than a quarter of the patch of "
                + patch
                + ", so that patches are mostly padding; consider "
                + remark.advice()
                + ".")
        : List.of();
  }

  private static double medianEdge(List<PreparedCase> cases, int axis) {
    return Quantiles.of(cases.stream().mapToDouble(one -> one.shape()[axis]).toArray(), 0.5);
  }

  private static double product(List<Integer> edges) {
    return edges.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
  }

  private List<String> structures(LabelledDataset labelled, List<PreparedCase> cases) {
    Labels labels = labelled.raw().labels();
    List<String> remarks = new ArrayList<>();
    for (int index = 0; index < labels.foreground().size(); index++) {
      List<Integer> values = labels.foreground().get(index);
      List<String> small =
          cases.stream()
              .filter(one -> isSmall(one, values, labelled))
              .map(PreparedCase::id)
              .toList();
      if (!small.isEmpty()) {
        remarks.add(
            "Under the pre-training plan, structure '"
                + labels.foregroundNames().get(index)
                + "' of data set '"
                + labelled.entry().name()
                + "' is smaller than two voxels along some axis, or gone, in "
                + small.size()
                + " of "
                + cases.size()
                + " cases, '"
                + small.get(0)
                + "' the first; consider a finer 'plans.fixed.spacing'.");
      }
    }
    return remarks;
  }

  /** A structure that the prepared case lacks is looked for in the label itself. */
  private static boolean isSmall(
      PreparedCase prepared, List<Integer> values, LabelledDataset labelled) {
    SortedMap<List<Integer>, int[]> present = prepared.classLocations().present();
    int[] voxels = present.get(values);
    return voxels == null
        ? holds(labelled, prepared.id(), values)
        : IntStream.range(0, 3).anyMatch(axis -> extent(voxels, axis) < LEAST_VOXELS);
  }

  private static boolean holds(LabelledDataset labelled, String id, List<Integer> values) {
    LabelMap label = Volumes.readLabelMap(labelled.rawCase(id).labelFile().orElseThrow());
    for (short value : label.labels()) {
      if (values.contains((int) value)) {
        return true;
      }
    }
    return false;
  }

  /** Voxels from the first to the last along an axis, of triples of coordinates. */
  private static int extent(int[] voxels, int axis) {
    int[] along =
        IntStream.range(0, voxels.length / 3).map(voxel -> voxels[3 * voxel + axis]).toArray();
    return IntStream.of(along).max().orElseThrow() - IntStream.of(along).min().orElseThrow() + 1;
  }
}
