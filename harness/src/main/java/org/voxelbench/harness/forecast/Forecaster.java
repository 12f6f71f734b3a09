package org.voxelbench.harness.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.evaluation.inference.SlidingWindow;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.Configuration;

/**
 * Sums what was measured over all cases and jobs.
 *
 * @param experiment the experiment
 * @param datasets its data sets by name
 * @param samples what is prepared of them
 * @param rehearsal measures each program once
 * @param progress hears how many jobs are foretold
 */
record Forecaster(
    Experiment experiment,
    Map<String, KnownDataset> datasets,
    Map<String, PreparedSample> samples,
    Rehearsal rehearsal,
    Progress progress) {

  /** What a job leaves beside weights and predictions. */
  private static final double NOTES_BYTES = 100_000;

  private static final double REPORT_BYTES = 5e6;
  private static final double REPORT_SECONDS = 10;

  /**
   * Forecasts.
   *
   * @param jobs what is still to be done
   * @param slots where jobs run side by side
   * @param onCpu whether steps take the host's memory
   */
  Forecast of(List<Work> jobs, Slots slots, boolean onCpu) {
    double preparation = 0;
    double cache = 0;
    double drawn = 0;
    List<Double> decompressed = new ArrayList<>();
    for (KnownDataset known : datasets.values()) {
      PreparedSample sample = samples.get(known.name());
      Map<TrainingPlan, Double> prepared = sample.voxels(known.training());
      preparation +=
          known.drawingSeconds()
              + sample.cost().seconds(CaseSize.voxels(known.training()), prepared);
      cache += sample.cost().bytes(prepared);
      double voxelBytes = sample.raw().channelNames().size() * Float.BYTES + Short.BYTES;
      prepared.values().forEach(voxels -> decompressed.add(voxels * voxelBytes));
      drawn += known.drawnBytes();
    }
    double preTraining = 0;
    double training = 0;
    double inference = 0;
    double left = 0;
    SortedMap<String, Double> seconds = new TreeMap<>();
    List<Makespan.Timed> timed = new ArrayList<>();
    try (Progress.Stage stage = progress.stage("Measuring steps and windows", jobs.size(), "job")) {
      for (Work job : jobs) {
        StepCost steps = steps(job);
        double stepping = steps.seconds(job.length(experiment.protocol()));
        double predicting = job.run().map(this::inferenceSeconds).orElse(0.0);
        double whole = stepping + predicting + slots.startSeconds();
        preTraining += job.run().isPresent() ? 0 : stepping;
        training += job.run().isPresent() ? stepping : 0;
        inference += predicting;
        left +=
            steps.weightBytes() + NOTES_BYTES + job.run().map(this::predictionBytes).orElse(0.0);
        seconds.put(job.id(), whole);
        timed.add(new Makespan.Timed(job.id(), job.start(), whole));
        stage.done(timed.size());
      }
    }
    HostMemory memory = HostMemory.ofProcess(onCpu);
    return new Forecast(
        preparation + Makespan.seconds(timed, slots.count()) + REPORT_SECONDS,
        preparation,
        preTraining,
        training,
        inference,
        REPORT_SECONDS,
        memory.hostBytes(slots, rehearsal.trainings(), decompressed),
        memory.cardBytes(rehearsal.trainings()),
        cache + drawn + left + REPORT_BYTES,
        cache,
        seconds);
  }

  private StepCost steps(Work job) {
    if (job.run().isPresent()) {
      RunSpec run = job.run().get();
      return rehearsal.training(
          run.dataset().name(),
          run.method().plan(experiment.protocol()),
          run.method().recipe(experiment.protocol().training()));
    }
    PreTrainingSpec spec = job.preTraining().orElseThrow();
    return spec.labelled()
        .map(
            labels ->
                rehearsal.training(
                    labels.dataset().name(),
                    TrainingPlan.FIXED,
                    experiment.protocol().training().fromScratchFixed()))
        .orElseGet(
            () -> rehearsal.preTraining(spec.method(), spec.method().pretext().orElseThrow()));
  }

  private double inferenceSeconds(RunSpec run) {
    KnownDataset known = datasets.get(run.dataset().name());
    PreparedSample sample = samples.get(known.name());
    PreparedDataset prepared = sample.prepared().get(run.method().plan(experiment.protocol()));
    PredictionCost cost =
        rehearsal.prediction(known.name(), run.method().plan(experiment.protocol()));
    return known.evaluated().get(run.fold()).stream()
        .mapToDouble(
            size ->
                cost.seconds(
                    windows(size.cropped(sample.kept()), prepared),
                    size.voxels(),
                    !known.published()))
        .sum();
  }

  private int windows(CaseSize size, PreparedDataset prepared) {
    Configuration plan = prepared.configuration();
    return new SlidingWindow(
            size.prepared(prepared.plan(), plan),
            plan.patchSize(),
            experiment.protocol().inference().tileStep())
        .corners()
        .size();
  }

  private double predictionBytes(RunSpec run) {
    KnownDataset known = datasets.get(run.dataset().name());
    return CaseSize.voxels(known.evaluated().get(run.fold()))
        * rehearsal.prediction(known.name(), run.method().plan(experiment.protocol())).voxelBytes();
  }
}
