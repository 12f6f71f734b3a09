package org.voxelbench.harness.run;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.engine.Engine;
import org.voxelbench.evaluation.inference.SlidingWindow;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.HostInfo;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.preparation.fingerprint.HeaderFingerprint;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.training.loss.SegmentationTask;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Protocol;

/** Says what a benchmark would do, and what it would cost, from a few measured steps. */
public final class DryRun {

  /** Edge of a head in mm, for data sets that are not here to be measured. */
  private static final double HEAD_MM = 200;

  private static final double SHARE_OF_FORWARD = 1.0 / 3;
  private static final int FOLDS = 5;
  private static final int BYTES = 4;
  private static final double COMPRESSED = 0.6;
  private static final int CASES_IF_UNKNOWN = 100;

  private final Experiment experiment;
  private final RunPaths folders;
  private final DatasetCatalog catalog;
  private final Engine engine;
  private final int atOnce;
  private final Map<String, RawDataset> raw;
  private final Map<String, DatasetFingerprint> shapes = new HashMap<>();

  /**
   * A dry run.
   *
   * @param folders where the runs would lie
   * @param atOnce runs side by side
   * @param raw the data sets that are here and whole; the others' cases are taken for heads
   */
  public DryRun(
      Experiment experiment,
      RunPaths folders,
      DatasetCatalog catalog,
      Engine engine,
      int atOnce,
      Map<String, RawDataset> raw) {
    this.experiment = experiment;
    this.folders = folders;
    this.catalog = catalog;
    this.engine = engine;
    this.atOnce = atOnce;
    this.raw = raw;
  }

  public void print(PrintWriter out, List<String> missing) {
    Protocol protocol = experiment.protocol();
    List<RunSpec> runs = experiment.runs();
    out.println(
        "Protocol "
            + protocol.name()
            + " ("
            + experiment.hash().substring(0, 12)
            + "): "
            + protocol.title());
    out.println();
    List<Job> preTrainings =
        Job.all(experiment, folders).stream().filter(job -> job.run().isEmpty()).toList();
    out.println("Pre-trainings: " + preTrainings.size());
    preTrainings.forEach(job -> out.println("  " + job.name()));
    out.println("Runs: " + runs.size());
    runs.forEach(run -> out.println("  " + run.name()));
    out.println();
    out.println(
        missing.isEmpty() ? "All data sets are here." : "Missing data sets: " + missing.size());
    missing.forEach(sentence -> out.println("  " + sentence));
    out.println();
    out.flush();
    new TransferRehearsal(experiment).print(out, catalog, raw);
    estimate(out, runs, preTrainings.size());
    out.flush();
  }

  private void estimate(PrintWriter out, List<RunSpec> runs, int preTrainings) {
    Protocol protocol = experiment.protocol();
    FixedPlan plan = protocol.plans().fixed();
    int[] patch = plan.patchSize().stream().mapToInt(Integer::intValue).toArray();
    Map<String, List<Integer>> labels = new LinkedHashMap<>();
    labels.put("background", List.of(0));
    labels.put("foreground", List.of(1));
    SegmentationTask task = new SegmentationTask(new Labels(labels, List.of()));
    Network network = Network.of(plan.architecture(), 1, task.outputChannels(), false);
    StepProbe probe =
        StepProbe.measure(
            engine, network, task, protocol.training().optimizer().rule(), patch, plan.batchSize());
    double perSample = probe.secondsPerStep() / plan.batchSize();
    double preTraining =
        perSample * protocol.pretraining().batchSize() * protocol.pretraining().length().steps();
    double training = probe.secondsPerStep() * protocol.training().length().steps();
    double inference =
        runs.stream().mapToDouble(run -> inferenceSeconds(run, patch, perSample)).sum();
    double total = preTraining * preTrainings + training * runs.size() + inference;
    out.printf(
        Locale.ROOT,
        "Measured on %s (%s, %s): %.2f s per step of %d patches of %s%s.%n",
        engine.info().device(),
        engine.info().deviceName(),
        engine.info().precision().name().toLowerCase(Locale.ROOT),
        probe.secondsPerStep(),
        plan.batchSize(),
        plan.patchSize(),
        probe.scale() == 1
            ? ""
            : String.format(
                Locale.ROOT,
                ", scaled by %.0f from a patch of %s",
                probe.scale(),
                Arrays.toString(probe.measuredPatch())));
    out.println("Estimate, with the pre-training plan for every run:");
    out.printf(
        "  pre-training  %s each, %s in all%n",
        ConsoleProgress.duration(preTraining),
        ConsoleProgress.duration(preTraining * preTrainings));
    out.printf(
        "  training      %s a run, %s in all%n",
        ConsoleProgress.duration(training), ConsoleProgress.duration(training * runs.size()));
    out.printf("  inference     %s in all%n", ConsoleProgress.duration(inference));
    out.printf("  time          %s on this device%n", ConsoleProgress.duration(total));
    double largerBatch =
        Math.max(1, protocol.pretraining().batchSize() / (double) plan.batchSize());
    out.printf(
        "  memory        %s%n",
        MemoryForecast.of(probe, largerBatch, engine.info().onCpu(), atOnce).words());
    out.printf("  disk          %s%n", HostInfo.gibibytes(diskBytes(runs, preTrainings, network)));
  }

  private double inferenceSeconds(RunSpec run, int[] patch, double secondsPerSample) {
    Protocol protocol = experiment.protocol();
    DatasetCard card = catalog.card(run.dataset().name());
    int windows =
        new SlidingWindow(padded(shape(card), patch), patch, protocol.inference().tileStep())
            .corners()
            .size();
    int copies =
        protocol.inference().mirroring() ? 1 << protocol.training().mirrorAxes().size() : 1;
    double heldOut = Math.ceil(cases(card) / (double) FOLDS);
    return heldOut * windows * copies * secondsPerSample * SHARE_OF_FORWARD;
  }

  private double diskBytes(List<RunSpec> runs, int preTrainings, Network network) {
    double cache =
        catalog.cards(experiment).stream()
            .mapToDouble(card -> 2.0 * cases(card) * voxels(card) * BYTES * COMPRESSED)
            .sum();
    return cache + (runs.size() + preTrainings) * (double) BYTES * network.weights().parameters();
  }

  private int cases(DatasetCard card) {
    return raw.containsKey(card.name())
        ? raw.get(card.name()).trainingCases().size()
        : card.trainingCases().orElse(CASES_IF_UNKNOWN);
  }

  private double voxels(DatasetCard card) {
    return Arrays.stream(shape(card)).asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  /** The median case at the spacing of the pre-training plan, {@code [D, H, W]}. */
  private int[] shape(DatasetCard card) {
    double[] spacing =
        experiment.protocol().plans().fixed().spacing().stream().mapToDouble(mm -> mm).toArray();
    double[] voxels =
        raw.containsKey(card.name())
            ? shapes
                .computeIfAbsent(card.name(), name -> HeaderFingerprint.of(raw.get(name)))
                .medianShape(spacing)
            : Arrays.stream(spacing).map(mm -> HEAD_MM / mm).toArray();
    return Arrays.stream(voxels).mapToInt(edge -> (int) Math.ceil(edge)).toArray();
  }

  private static int[] padded(int[] shape, int[] patch) {
    int[] padded = new int[3];
    Arrays.setAll(padded, axis -> Math.max(shape[axis], patch[axis]));
    return padded;
  }
}
