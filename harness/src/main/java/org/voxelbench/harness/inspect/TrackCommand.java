package org.voxelbench.harness.inspect;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.options.ResultsOption;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.harness.tracking.Tracking;
import org.voxelbench.harness.tracking.TrackingFormat;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what other programs follow runs by after the fact. */
@Command(
    name = "track",
    mixinStandardHelpOptions = true,
    description = {
      "Write the runs of a folder of results for TensorBoard or MLflow, as benchmark --track does"
          + " while they train.",
      "Runs that another process is at work on are left to it."
    })
public final class TrackCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ResultsOption results;

  @Parameters(
      arity = "0..*",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: all)")
  private List<TrackingFormat> formats;

  @Override
  public Integer call() {
    Workspace workspace = results.workspace();
    RunStore store = new RunStore(workspace.root());
    List<Manifest> begun =
        Stream.concat(store.preTrainings().stream(), store.runs().stream()).toList();
    if (begun.isEmpty()) {
      throw new BadInputException(
          "'" + results.folder() + "' holds no run; start one with 'voxelbench benchmark'.");
    }
    Tracking tracking = new Tracking(asked(), LaunchRecord.protocol(workspace).name());
    PrintWriter out = spec.commandLine().getOut();
    List<String> busy = new ArrayList<>();
    for (Manifest manifest : begun) {
      RunFolder run = store.folder(manifest.key());
      if (!export(tracking, run, manifest, out)) {
        busy.add(run.id());
      }
    }
    if (!busy.isEmpty()) {
      out.println("Left to the process that trains them: " + String.join(", ", busy) + ".");
    }
    out.flush();
    return ExitCode.DONE;
  }

  private Set<TrackingFormat> asked() {
    return formats == null ? EnumSet.allOf(TrackingFormat.class) : EnumSet.copyOf(formats);
  }

  private static boolean export(
      Tracking tracking, RunFolder run, Manifest manifest, PrintWriter out) {
    if (manifest.state() == RunState.DONE) {
      tracking.export(run).forEach(out::println);
      return true;
    }
    Optional<Claim> claim = run.tryLock();
    if (claim.isEmpty()) {
      return false;
    }
    try (Claim held = claim.get()) {
      tracking.export(run).forEach(out::println);
    }
    return true;
  }
}
