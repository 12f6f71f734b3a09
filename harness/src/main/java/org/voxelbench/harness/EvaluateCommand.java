package org.voxelbench.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.protocol.evaluation.Evaluator;
import org.voxelbench.protocol.evaluation.FolderEvaluation;
import org.voxelbench.protocol.evaluation.ScoredFile;
import org.voxelbench.protocol.evaluation.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores a folder of predictions against a data set's label maps. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Score a folder of predictions against a data set's label maps.",
      "Writes nnU-Net's summary.json; a case without prediction scores 0 and is named."
    })
final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PREDICTIONS", description = "folder of CASE.nii.gz files")
  private Path predictions;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "DIR",
      description = "the data set's folder, with dataset.json")
  private Path dataset;

  @Option(
      names = "--cases",
      split = ",",
      paramLabel = "CASE",
      description = "cases to score (default: all training cases)")
  private List<String> cases;

  @Override
  public Integer call() {
    RawDataset raw = RawDataset.open(dataset);
    SortedMap<String, Path> references = new TreeMap<>();
    for (RawCase candidate : raw.trainingCases()) {
      if (cases == null || cases.contains(candidate.id())) {
        candidate.labelFile().ifPresent(file -> references.put(candidate.id(), file));
      }
    }
    List<ScoredFile> scored =
        new FolderEvaluation(Evaluator.of(raw.labels()), predictions).score(references);
    Summary summary = Summary.of(scored);
    Path file = predictions.resolve("summary.json");
    summary.write(file);
    spec.commandLine()
        .getOut()
        .printf(
            java.util.Locale.ROOT,
            "%d cases, foreground mean Dice %.4f: %s%n",
            scored.size(),
            summary.foregroundMean().get("Dice"),
            file);
    return ExitCode.DONE;
  }
}
