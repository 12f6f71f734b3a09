package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.voxelbench.harness.cluster.ClusterRequest;
import org.voxelbench.harness.cluster.ClusterSession;
import org.voxelbench.harness.cluster.ClusterSettings;
import org.voxelbench.harness.cluster.Scheduler;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.device.EngineRequest;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.options.DataOption;
import org.voxelbench.harness.options.EngineSelection;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.options.GpusPerRunOption;
import org.voxelbench.harness.options.LedgerOption;
import org.voxelbench.harness.options.PluginOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lays a benchmark out as jobs of a cluster's scheduler. */
@Command(
    name = "slurm",
    mixinStandardHelpOptions = true,
    description = {
      "Write the scripts that run a benchmark as jobs of SLURM or of another scheduler.",
      "They go into a folder; its submit.sh submits what is left, and may be called again."
    })
final class SlurmCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ExperimentOptions choice;
  @Mixin private EngineSelection engines;
  @Mixin private PluginOptions plugins;
  @Mixin private DataOption data;
  @Mixin private LedgerOption ledger;
  @Mixin private GpusPerRunOption gpusPerRun;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "what your cluster is like, in YAML, such as partition, account and modules")
  private Path settings;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "where the scripts go (default: cluster in the folder of the results)")
  private Path folder;

  @Option(
      names = "--scheduler",
      defaultValue = "slurm",
      paramLabel = "NAME|DIR",
      description =
          "slurm, lsf, pbs, kubernetes, xargs, or a folder of templates (default:"
              + " ${DEFAULT-VALUE})")
  private String scheduler;

  @Option(
      names = "--forecast",
      paramLabel = "FILE",
      description =
          "forecast.json of a benchmark of this protocol on a machine like the cluster's, which"
              + " times and memory are taken from")
  private Path forecast;

  @Option(
      names = "--no-measure",
      description = "measure nothing here: times and memory are those of the settings, or generous")
  private boolean unmeasured;

  @Option(
      names = "--dry-run",
      description = "list the groups of jobs and what they ask for; write no scripts")
  private boolean dryRun;

  @Override
  public Integer call() {
    ClusterSettings cluster =
        settings == null ? ClusterSettings.standard() : ClusterSettings.read(settings);
    Workspace workspace = choice.workspace();
    ClusterRequest request =
        new ClusterRequest(
            BenchmarkCommand.of(asABenchmark(workspace, cluster)).request(),
            cluster,
            Scheduler.of(scheduler),
            folder == null ? workspace.root().resolve("cluster") : folder,
            Optional.ofNullable(forecast),
            !unmeasured);
    new ClusterSession(request, ConsoleProgress.standard(), spec.commandLine().getOut())
        .run(dryRun);
    return ExitCode.DONE;
  }

  /** The words that each job will read in the folder of the results. */
  private String[] asABenchmark(Workspace workspace, ClusterSettings cluster) {
    EngineRequest asked = engines.request();
    List<String> words = new ArrayList<>(List.of("benchmark", "--protocol", choice.name()));
    words.addAll(List.of("--out", workspace.root().toString(), "--engine", asked.engine()));
    words.addAll(devices(asked.device(), cluster));
    asked
        .precision()
        .ifPresent(
            precision ->
                words.addAll(List.of("--precision", precision.name().toLowerCase(Locale.ROOT))));
    int threads = asked.threads() > 0 ? asked.threads() : cluster.cpus();
    words.addAll(List.of("--threads", Integer.toString(threads)));
    words.addAll(List.of("--loaders", Integer.toString(cluster.cpus())));
    data.folder().ifPresent(place -> add(words, "--data", place));
    ledger.file().ifPresent(place -> add(words, "--ledger", place));
    plugins.places().forEach(place -> add(words, "--plugins", place));
    return words.toArray(String[]::new);
  }

  /**
   * Of several cards those that the scheduler grants, which a job counts from 0. A job that holds
   * cards must not fall back to the CPU.
   */
  private List<String> devices(String asked, ClusterSettings cluster) {
    int number = gpusPerRun.number();
    String spread = "--gpus-per-run=" + number;
    if (asked.equals("cpu") || asked.equals("auto") && cluster.cards() == 0) {
      return List.of("--device", "cpu", spread);
    }
    if (number < 2) {
      return List.of("--device", asked.equals("auto") ? "cuda" : asked, spread);
    }
    cluster.refuseBeyondCards(number);
    return List.of(
        "--devices",
        IntStream.range(0, number).mapToObj(Integer::toString).collect(Collectors.joining(",")),
        spread);
  }

  private static void add(List<String> words, String option, Path place) {
    words.addAll(List.of(option, place.toString()));
  }
}
