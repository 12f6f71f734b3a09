package org.voxelbench.harness.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.MissingData;
import org.voxelbench.harness.data.TestSetUsage;
import org.voxelbench.harness.device.EngineRequest;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Attendance;
import org.voxelbench.store.RunStore;

/**
 * Does what comes before and after the runs of a benchmark whose runs are jobs of their own,
 * perhaps on other machines.
 */
public final class StageSession {

  private static final String APART =
      "Runs were jobs of their own, perhaps on several machines: machine and device here are those"
          + " that wrote the report, and those of a run stand in its manifest.";

  private final BenchmarkRequest request;
  private final Progress progress;
  private final PrintWriter out;
  private final DatasetCatalog catalog;

  /**
   * A session.
   *
   * @param out hears of the report
   */
  public StageSession(BenchmarkRequest request, Progress progress, PrintWriter out) {
    this.request = request;
    this.progress = progress;
    this.out = out;
    this.catalog = new DatasetCatalog(request.data(), request.workspace(), progress);
  }

  /**
   * Verifies, plans and preprocesses, perhaps beside others, and leaves what runs go on with.
   *
   * @throws org.voxelbench.base.BadInputException if data are missing or can't be used
   */
  public void prepare() {
    TestSetUsage testUse = testUse();
    testUse.refuseBeyondBound();
    MissingData.refuse(MissingData.sentences(request.experiment(), catalog));
    testUse.begin();
    try (Attendance present = new RunStore(request.workspace().root()).enter();
        Engine engine = onAnyMachine()) {
      Benchmark benchmark = benchmark(engine);
      benchmark.prepare();
      benchmark.data().hashes().write(request.workspace());
    }
  }

  /**
   * Writes the report from whatever is done, after another process that writes it.
   *
   * @return whether all runs are done
   */
  public boolean report() {
    Workspace workspace = request.workspace();
    MissingData.refuse(MissingData.sentences(request.experiment(), catalog));
    RunStore store = new RunStore(workspace.root());
    try (Attendance present = store.enter();
        Claim turn = store.turn("report", holder -> StopSignals.request().check());
        Engine engine = onAnyMachine()) {
      Benchmark benchmark = benchmark(engine);
      benchmark.prepare();
      benchmark.remark(APART);
      Path page =
          new BenchmarkReport(request, catalog, progress, out)
              .write(benchmark, testUse(), engine.info().id(), 0);
      List<Job> jobs = benchmark.jobs();
      if (jobs.stream().noneMatch(Job::isLeft)) {
        LaunchRecord.finish(workspace);
      }
      out.println("Report: " + page.toAbsolutePath().normalize().toUri());
      out.flush();
      return jobs.stream().allMatch(job -> job.folder().state() == RunState.DONE);
    }
  }

  private Benchmark benchmark(Engine engine) {
    return new Benchmark(
        request.experiment(), request.workspace(), catalog, request.preparation(progress), engine);
  }

  private TestSetUsage testUse() {
    return TestSetUsage.of(request.experiment(), catalog, request.ledger());
  }

  /** No card is needed. */
  private Engine onAnyMachine() {
    EngineRequest asked = request.engine();
    return new EngineRequest(asked.engine(), "cpu", Optional.empty(), asked.threads()).open();
  }
}
