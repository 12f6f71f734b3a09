package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.raw.OddSpacing;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.plan.PlannerPreset;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans a data set as nnU-Net would. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Plan a data set as nnU-Net would.",
      "Writes nnU-Net's dataset_fingerprint.json and plans file."
    })
final class PlanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DATASET", description = "folder with dataset.json")
  private Path dataset;

  @Option(
      names = "--planner",
      defaultValue = "resenc-l",
      paramLabel = "NAME",
      description = "default, resenc-m, resenc-l or resenc-xl (default: ${DEFAULT-VALUE})")
  private String planner;

  @Option(
      names = "--gpu-memory-target",
      paramLabel = "GB",
      description = "memory that a training may take (default: the planner's own)")
  private Double gigabytes;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder of the two files")
  private Path out;

  @Override
  public Integer call() {
    PlannerPreset preset = PlannerPreset.ofShortName(planner);
    PlanOverrides overrides =
        gigabytes == null
            ? PlanOverrides.none()
            : PlanOverrides.none().withGpuMemoryTarget(gigabytes);
    RawDataset raw = RawDataset.open(dataset);
    DatasetFingerprint fingerprint = fingerprint(raw);
    OddSpacing.question(firstChannels(raw)).ifPresent(spec.commandLine().getErr()::println);
    Plan plan = new ExperimentPlanner(preset, overrides).plan(fingerprint, DatasetSummary.of(raw));
    PlanJson.write(fingerprint, out.resolve("dataset_fingerprint.json"));
    Path file = out.resolve(preset.plansName() + ".json");
    PlanJson.write(plan, file);
    spec.commandLine().getOut().println(file);
    return ExitCode.DONE;
  }

  private static SortedMap<String, Path> firstChannels(RawDataset raw) {
    SortedMap<String, Path> files = new TreeMap<>();
    raw.trainingCases().forEach(one -> files.put(one.id(), one.imageFiles().get(0)));
    return files;
  }

  private static DatasetFingerprint fingerprint(RawDataset raw) {
    int cases = raw.trainingCases().size();
    try (Progress.Stage stage =
        ConsoleProgress.standard().stage("Fingerprint of " + raw.name(), cases, "case")) {
      return FingerprintExtractor.extract(
          raw,
          CaseWorkers.ofThreads(
              Runtime.getRuntime().availableProcessors(), (done, total) -> stage.done(done)));
    }
  }
}
