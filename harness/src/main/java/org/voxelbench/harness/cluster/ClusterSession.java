package org.voxelbench.harness.cluster;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.console.Installation;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.data.MissingData;
import org.voxelbench.harness.data.TestSetUsage;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.device.Engines;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.forecast.Forecast;
import org.voxelbench.harness.forecast.ForecastFile;
import org.voxelbench.harness.forecast.Foretelling;
import org.voxelbench.harness.forecast.Slots;
import org.voxelbench.harness.run.BenchmarkRequest;
import org.voxelbench.harness.run.Job;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.harness.run.RunPaths;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.protocol.Protocols;

/** Lays a benchmark out as jobs of a scheduler. */
public final class ClusterSession {

  private static final int MARK_LETTERS = 8;
  private static final int LEAST_LETTERS = 44;

  private final ClusterRequest request;
  private final Progress progress;
  private final PrintWriter out;
  private final DatasetCatalog catalog;

  /**
   * A session.
   *
   * @param out hears of the groups of jobs and what they ask for
   */
  public ClusterSession(ClusterRequest request, Progress progress, PrintWriter out) {
    this.request = request;
    this.progress = progress;
    this.out = out;
    BenchmarkRequest benchmark = request.benchmark();
    this.catalog = new DatasetCatalog(benchmark.data(), benchmark.workspace(), progress);
  }

  /**
   * Lists the jobs, and writes protocol, options and scripts.
   *
   * @param dryRun whether no scripts are written; missing data sets are then listed
   * @throws BadInputException if scripts are to be written and data are missing
   */
  public void run(boolean dryRun) {
    BenchmarkRequest benchmark = request.benchmark();
    TestSetUsage.of(benchmark.experiment(), catalog, benchmark.ledger()).refuseBeyondBound();
    List<String> missing = MissingData.sentences(benchmark.experiment(), catalog);
    if (dryRun) {
      missing.forEach(out::println);
    } else {
      MissingData.refuse(missing);
    }
    try (Engine engine = benchmark.engine().on(deviceHere()).open()) {
      RunPaths folders =
          new RunPaths(
              benchmark.experiment(),
              new RunStore(benchmark.workspace().root()),
              engine.info().id());
      List<Job> jobs = Job.all(benchmark.experiment(), folders);
      Layout layout =
          new Layout(
              JobMatrix.of(jobs),
              new Allotments(request.settings(), forecast(engine, jobs, missing.size())),
              places());
      list(layout);
      warnOfIdleCards();
      warnOfABuildWithoutCuda(engine.info().id());
      new UnusedSettings(request.settings(), request.scheduler())
          .sentence()
          .ifPresent(out::println);
      if (dryRun) {
        out.println("No scripts were written.");
      } else {
        refuseToLeaveThePrecisionOpen(engine);
        LaunchRecord.layOut(
            benchmark.workspace(),
            benchmark.experiment().protocol(),
            engine.info().id(),
            arguments(engine));
        layout.write(request.folder(), request.scheduler());
        out.println(
            "Wrote "
                + request.folder()
                + "; "
                + request.folder().resolve("submit.sh")
                + " submits.");
      }
      out.flush();
    }
  }

  private void warnOfIdleCards() {
    int granted = request.settings().cards();
    int used = request.benchmark().placement().perRun();
    if (granted > used) {
      out.println(
          "A training's job asks for "
              + granted
              + " GPUs and uses "
              + used
              + "; --gpus-per-run spreads it over more, as far as the protocol's 'devices' go.");
    }
  }

  /** Another launcher, or that of an image, may be of another build. */
  private void warnOfABuildWithoutCuda(String engine) {
    boolean runsThisBuild =
        request.settings().voxelbench() == null && request.settings().container() == null;
    boolean onCards = !request.benchmark().engine().device().equals("cpu");
    if (runsThisBuild && onCards && !Engines.installed().builtForCuda(engine)) {
      out.println(
          "Each training's job asks for a GPU and will refuse to compute without, but this build"
              + " holds "
              + engine
              + " for the CPU only; make it with PROFILE="
              + engine
              + "-cuda, or write 'gres: \"\"' into the file of --settings to compute on the CPU.");
    }
  }

  /** A login node may lack the card that the jobs will have. */
  private String deviceHere() {
    String asked = request.benchmark().engine().device();
    return asked.equals("cpu") ? asked : "auto";
  }

  /** Whether this machine computes as the jobs' do. */
  private boolean isLikeTheirs(Engine engine) {
    return request.benchmark().engine().device().equals("cpu") || !engine.info().onCpu();
  }

  /** Arithmetic is fixed here, so that it doesn't depend on where a job comes to run. */
  private List<String> arguments(Engine engine) {
    BenchmarkRequest benchmark = request.benchmark();
    if (isLikeTheirs(engine)) {
      return LaunchRecord.withArithmetic(engine.info(), benchmark.given());
    }
    List<String> arguments = new ArrayList<>(benchmark.engine().arguments());
    arguments.addAll(benchmark.given());
    return arguments;
  }

  /** Cards of several kinds would choose several, whose rows can't be ranked together. */
  private void refuseToLeaveThePrecisionOpen(Engine engine) {
    if (!isLikeTheirs(engine) && request.benchmark().engine().precision().isEmpty()) {
      throw new BadInputException(
          "this machine has no card that would choose the precision of the jobs; give --precision"
              + " bf16, for cards of compute capability 8.0 and newer, or --precision fp32.");
    }
  }

  private Optional<Forecast> forecast(Engine engine, List<Job> jobs, int missing) {
    if (request.forecast().isPresent()) {
      return request.forecast().map(ForecastFile::read);
    }
    if (!request.measure() || request.settings().areWhole()) {
      return Optional.empty();
    }
    if (missing > 0) {
      return unknown(missing + " of the data sets aren't here");
    }
    if (!isLikeTheirs(engine)) {
      return unknown("this machine has no card");
    }
    Experiment experiment = request.benchmark().experiment();
    Faults faults = new Faults();
    VerifiedDatasets present =
        VerifiedDatasets.present(
            experiment, catalog, request.benchmark().preparation(progress), faults);
    faults.refuse(request.benchmark().workspace().root());
    return Optional.of(
        new Foretelling(
                experiment,
                catalog,
                engine,
                request.benchmark().placement(),
                new Slots(1, 0),
                System::nanoTime)
            .before(present, jobs.stream().map(Job::work).toList(), progress));
  }

  private Optional<Forecast> unknown(String why) {
    out.println(
        "Times can't be measured, for "
            + why
            + "; they are those of the settings, or generous. --forecast takes the forecast.json of"
            + " a benchmark on a machine like the cluster's.");
    return Optional.empty();
  }

  private Layout.Places places() {
    BenchmarkRequest benchmark = request.benchmark();
    String root = absolute(benchmark.workspace().root());
    String hash = Protocols.hash(benchmark.experiment().protocol());
    String launcher =
        Optional.ofNullable(request.settings().voxelbench())
            .orElseGet(
                () ->
                    Installation.here()
                        .map(installed -> absolute(installed.launcher()))
                        .orElse("voxelbench"));
    return new Layout.Places(
        root,
        absolute(request.folder()),
        benchmark.data().map(ClusterSession::absolute).orElse(""),
        launcher,
        benchmark.experiment().protocol().name(),
        "vb-" + Sha256.of(root + "\0" + hash).substring(0, MARK_LETTERS));
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private void list(Layout layout) {
    int letters =
        layout.matrix().groups().stream()
            .mapToInt(group -> group.name().length())
            .max()
            .orElseThrow();
    String name = "%-" + Math.max(LEAST_LETTERS, letters) + "s";
    out.printf(
        Locale.ROOT,
        name + " %5s %12s %5s %5s %5s%n",
        "group",
        "jobs",
        "time",
        "GiB",
        "cores",
        "GPUs");
    for (JobGroup group : layout.matrix().groups()) {
      Allotment asked = layout.allotments().of(group);
      out.printf(
          Locale.ROOT,
          name + " %5d %12s %5d %5d %5d%n",
          group.name(),
          group.jobs().size(),
          Allotments.time(asked.minutes()),
          asked.memoryGiB(),
          asked.cpus(),
          asked.cards());
    }
  }
}
