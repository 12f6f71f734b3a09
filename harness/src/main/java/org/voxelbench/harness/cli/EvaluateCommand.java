package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.voxelbench.datasets.raw.OddSpacing;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.evaluation.metrics.FolderAverage;
import org.voxelbench.evaluation.metrics.FolderEvaluation;
import org.voxelbench.evaluation.metrics.ScoredFile;
import org.voxelbench.evaluation.metrics.Summary;
import org.voxelbench.evaluation.metrics.SurfaceCsv;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;
import org.voxelbench.results.metric.Unit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores a folder of predictions against a data set's label maps. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Score a folder of predictions against a data set's label maps.",
      "Writes into that folder nnU-Net's summary.json, and surface.csv with surface Dice (NSD) at 1"
          + " and 2 mm and the robust Hausdorff distance at 95 %% (HD95) in mm; prints the average"
          + " of every metric.",
      "A case without prediction scores 0 (HD95: Infinity) and is named."
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final Set<Metric> WORDED = Set.of(Metrics.DICE, Metrics.NSD_1MM, Metrics.NSD_2MM);

  @Spec private CommandSpec spec;
  @Mixin private ReferenceCases references;

  @Parameters(index = "0", paramLabel = "PREDICTIONS", description = "folder of CASE.nii.gz files")
  private Path predictions;

  @Override
  public Integer call() {
    List<RawCase> cases = references.labelled();
    List<ScoredFile> scored =
        new FolderEvaluation(references.evaluator(), references.predictions(predictions))
            .score(cases);
    OddSpacing.question(labelMaps(cases)).ifPresent(spec.commandLine().getErr()::println);
    Summary summary = Summary.of(scored);
    Path file = predictions.resolve("summary.json");
    summary.write(file);
    SurfaceCsv.write(predictions.resolve(SurfaceCsv.NAME), scored);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d cases, foreground mean Dice %.4f, NSD %.4f at 2 mm and %.4f at 1 mm%s: %s, %s%n",
        scored.size(),
        summary.foregroundMean().get("Dice"),
        FolderAverage.of(scored, Metrics.NSD_2MM),
        FolderAverage.of(scored, Metrics.NSD_1MM),
        others(scored),
        file,
        SurfaceCsv.NAME);
    List<String> missing = missing(scored);
    if (!missing.isEmpty()) {
      out.printf("no prediction, scored 0 with an infinite HD95: %s%n", String.join(", ", missing));
    }
    return ExitCode.DONE;
  }

  /** The metrics that the sentence has no words of its own for, each with how it is averaged. */
  private static String others(List<ScoredFile> scored) {
    StringBuilder others = new StringBuilder();
    for (Metric metric : Metrics.ALL) {
      if (!WORDED.contains(metric)) {
        String unit = metric.unit() == Unit.FRACTION ? "" : " " + metric.unit().symbol();
        others.append(
            String.format(
                Locale.ROOT,
                "; %s %.4f%s",
                metric.averaging().title(metric),
                FolderAverage.of(scored, metric),
                unit));
      }
    }
    return others.toString();
  }

  private static SortedMap<String, Path> labelMaps(List<RawCase> cases) {
    SortedMap<String, Path> files = new TreeMap<>();
    cases.forEach(one -> files.put(one.id(), one.labelFile().orElseThrow()));
    return files;
  }

  private static List<String> missing(List<ScoredFile> scored) {
    return scored.stream()
        .map(ScoredFile::score)
        .filter(score -> score.classes().get(0).status() == CaseStatus.MISSING)
        .map(score -> score.caseId())
        .toList();
  }
}
