package org.voxelbench.harness.run;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.check.TransferRehearsal;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.HostInfo;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.forecast.Forecast;
import org.voxelbench.harness.forecast.Foretelling;
import org.voxelbench.harness.forecast.Work;
import org.voxelbench.training.protocol.Protocol;

/**
 * Says what a benchmark would do, and what it would cost, from a few measured steps and cases.
 *
 * @param experiment the experiment
 * @param jobs all of its jobs
 * @param catalog its data sets
 */
record DryRun(Experiment experiment, List<Job> jobs, DatasetCatalog catalog) {

  /** Lists runs and what is missing. */
  void list(PrintWriter out, List<String> missing) {
    Protocol protocol = experiment.protocol();
    out.println(
        "Protocol "
            + protocol.name()
            + " ("
            + experiment.hash().substring(0, 12)
            + "): "
            + protocol.title());
    out.println();
    List<Job> preTrainings = jobs.stream().filter(job -> job.run().isEmpty()).toList();
    out.println("Pre-trainings: " + preTrainings.size());
    preTrainings.forEach(job -> out.println("  " + job.name()));
    List<Job> runs = jobs.stream().filter(job -> job.run().isPresent()).toList();
    out.println("Runs: " + runs.size());
    runs.forEach(run -> out.println("  " + run.name()));
    out.println();
    out.println(
        missing.isEmpty() ? "All data sets are here." : "Missing data sets: " + missing.size());
    missing.forEach(sentence -> out.println("  " + sentence));
    out.println();
    out.flush();
  }

  /**
   * Rehearses every transfer.
   *
   * @param present the data sets that are here and whole
   */
  void rehearse(PrintWriter out, VerifiedDatasets present) {
    new TransferRehearsal(experiment).print(out, catalog, present.raw());
  }

  /**
   * Prints what all jobs would take.
   *
   * @param present the data sets that are here and whole
   * @param progress hears how far measuring is
   */
  void estimate(
      PrintWriter out, Foretelling foretelling, VerifiedDatasets present, Progress progress) {
    List<Work> work = jobs.stream().map(Job::work).toList();
    Forecast forecast = foretelling.before(present, work, progress);
    EngineInfo engine = foretelling.engine().info();
    out.printf(
        Locale.ROOT,
        "Estimate, from steps, cases and windows measured on %s (%s, %s):%n",
        engine.device(),
        engine.deviceName(),
        engine.precision().name().toLowerCase(Locale.ROOT));
    out.printf("  preparation   %s%n", duration(forecast.preparationSeconds()));
    out.printf("  pre-training  %s in all%n", duration(forecast.preTrainingSeconds()));
    out.printf("  training      %s in all%n", duration(forecast.trainingSeconds()));
    out.printf("  inference     %s in all%n", duration(forecast.inferenceSeconds()));
    out.printf(
        "  time          %s with the report%s%n",
        duration(forecast.seconds()),
        foretelling.slots().count() == 1
            ? ""
            : ", " + foretelling.slots().count() + " jobs side by side");
    out.printf(
        "  memory        %s%s of the host; the Java heap may grow to %s, which"
            + " VOXELBENCH_JAVA_OPTS=-Xmx… bounds%n",
        forecast.cardBytes() > 0 ? HostInfo.gibibytes(forecast.cardBytes()) + " of the card, " : "",
        HostInfo.gibibytes(forecast.hostBytes()),
        HostInfo.gibibytes(Runtime.getRuntime().maxMemory()));
    out.printf(
        "  disk          %s, %s of it prepared data%n",
        HostInfo.gibibytes(forecast.diskBytes()), HostInfo.gibibytes(forecast.cacheBytes()));
    out.flush();
  }

  private static String duration(double seconds) {
    return ConsoleProgress.duration(seconds);
  }
}
