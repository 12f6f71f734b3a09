package org.voxelbench.harness.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.device.Placement;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.training.protocol.Protocol;

/**
 * Foretells what a benchmark will take, from measurements in a folder that is gone afterwards.
 *
 * @param experiment the experiment
 * @param catalog its data sets
 * @param engine what it runs on
 * @param placement where its jobs run
 * @param slots the same in numbers
 * @param nanoClock a clock that can't go back
 */
public record Foretelling(
    Experiment experiment,
    DatasetCatalog catalog,
    Engine engine,
    Placement placement,
    Slots slots,
    LongSupplier nanoClock) {

  /** Of a benchmark's steps, those that foretelling may take beside. */
  private static final double SMALL_SHARE = 0.02;

  /**
   * Of a benchmark whose data are not prepared yet.
   *
   * @param present the data sets that are here and whole
   * @param progress hears how far measuring is, which takes minutes where networks are large
   */
  public Forecast before(VerifiedDatasets present, List<Work> jobs, Progress progress) {
    return aside(
        scratch -> {
          Map<String, KnownDataset> known = survey(scratch.resolve("drawn")).of(present);
          Workspace workspace = new Workspace(scratch);
          SamplePreparation preparing =
              new SamplePreparation(
                  new Preparation(
                      experiment.protocol(), workspace, placement.preprocessors(), Progress.SILENT),
                  workspace,
                  placement.preprocessors(),
                  nanoClock);
          Map<String, PreparedSample> samples = new LinkedHashMap<>();
          try (Progress.Stage stage =
              progress.stage("Measuring preparation", known.size(), "data set")) {
            known.forEach(
                (name, dataset) -> {
                  samples.put(name, preparing.of(dataset, kinds(name)));
                  stage.done(samples.size());
                });
          }
          return forecast(known, samples, jobs, scratch, progress);
        });
  }

  /**
   * Of a benchmark whose data are prepared.
   *
   * @param opened all of its data sets
   */
  public Forecast prepared(VerifiedDatasets opened, Preparation preparation, List<Work> jobs) {
    return aside(
        scratch -> {
          Map<String, KnownDataset> known = survey(scratch).of(opened);
          Map<String, PreparedSample> samples = new LinkedHashMap<>();
          known.forEach(
              (name, dataset) -> {
                Map<TrainingPlan, PreparedDataset> cached = new TreeMap<>();
                kinds(name).forEach(kind -> cached.put(kind, preparation.cached(name, kind)));
                samples.put(name, PreparedSample.of(dataset, cached));
              });
          return forecast(known, samples, jobs, scratch, Progress.SILENT);
        });
  }

  /** Whether measuring costs little beside the jobs. */
  public boolean isSmall(List<Work> jobs) {
    Protocol protocol = experiment.protocol();
    Set<List<Object>> programs = new HashSet<>();
    long steps = 0;
    for (Work job : jobs) {
      if (job.run().isPresent()) {
        RunSpec run = job.run().get();
        boolean deep = run.method().recipe(protocol.training()).deepSupervision();
        programs.add(List.of(run.dataset().name(), run.method().plan(protocol), deep));
      } else {
        programs.add(List.of(job.id()));
      }
      steps += job.length(protocol).steps();
    }
    return (double) programs.size() * StepMeasurement.STEPS <= SMALL_SHARE * steps;
  }

  /** The steps of each job by its id. */
  public Map<String, Double> steps(List<Work> jobs) {
    Map<String, Double> steps = new HashMap<>();
    jobs.forEach(job -> steps.put(job.id(), (double) job.length(experiment.protocol()).steps()));
    return steps;
  }

  private Survey survey(Path scratch) {
    return new Survey(experiment, catalog, scratch, placement.preprocessors(), nanoClock);
  }

  private Forecast forecast(
      Map<String, KnownDataset> known,
      Map<String, PreparedSample> samples,
      List<Work> jobs,
      Path scratch,
      Progress progress) {
    Rehearsal rehearsal =
        new Rehearsal(
            experiment.protocol(), engine, placement.loaders(), samples, scratch, nanoClock);
    return new Forecaster(experiment, known, samples, rehearsal, progress)
        .of(jobs, slots, engine.info().onCpu());
  }

  /** The kinds of plans under which a data set is prepared. */
  private Set<TrainingPlan> kinds(String dataset) {
    Set<TrainingPlan> kinds = new TreeSet<>();
    if (experiment.protocol().dataset(dataset).isPresent()) {
      kinds.addAll(experiment.plans());
    }
    if (experiment.usesCorpus()
        && experiment.protocol().pretraining().datasets().contains(dataset)) {
      kinds.add(TrainingPlan.FIXED);
    }
    return kinds;
  }

  private interface Measured {
    Forecast in(Path scratch);
  }

  private static Forecast aside(Measured measured) {
    Path scratch;
    try {
      scratch = Files.createTempDirectory("voxelbench-forecast-");
    } catch (IOException e) {
      throw new UncheckedIOException("can't make a folder for a while", e);
    }
    try {
      return measured.in(scratch);
    } finally {
      AtomicFolder.remove(scratch);
    }
  }
}
