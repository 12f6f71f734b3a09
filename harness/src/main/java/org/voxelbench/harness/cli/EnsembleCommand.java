package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.SegmentationFolder;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.evaluation.export.ProbabilityEnsemble;
import org.voxelbench.evaluation.export.ProbabilityFile;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.FolderChecks;
import org.voxelbench.harness.predict.CaseFailures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joins the predictions of different configurations by the mean of their probabilities. */
@Command(
    name = "ensemble",
    mixinStandardHelpOptions = true,
    description = {
      "Segment by the mean of the probabilities that several predictions saved.",
      "Each folder holds CASE.npz and the segmentation beside it, as"
          + " 'predict --save-probabilities' leaves them."
    })
final class EnsembleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "2..*", paramLabel = "IN", description = "folders of predictions of one set")
  private List<Path> folders;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder of the segmentations")
  private Path out;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "DIR",
      description = "folder with dataset.json: the data set's, or a run's")
  private Path dataset;

  @Override
  public Integer call() {
    DatasetJson json = DatasetJson.read(dataset.resolve(DatasetJson.NAME));
    ProbabilityEnsemble ensemble = ProbabilityEnsemble.of(json);
    SortedSet<String> cases = sharedCases();
    SegmentationFolder segmentations = SegmentationFolder.open(folders.get(0), json.fileEnding());
    try (Progress.Stage stage = ConsoleProgress.standard().stage("Joining", cases.size(), "case")) {
      int done = 0;
      for (String id : cases) {
        Path segmentation = segmentations.place(id);
        LabelMap map = CaseFailures.of(id, () -> segment(ensemble, id, segmentation));
        Volumes.write(out.resolve(id + json.fileEnding()), map, json.labels());
        stage.done(++done);
      }
    }
    spec.commandLine().getOut().println(cases.size() + " segmentations in " + out);
    return ExitCode.DONE;
  }

  private LabelMap segment(ProbabilityEnsemble ensemble, String id, Path segmentation) {
    Geometry stored = Volumes.geometry(segmentation);
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      files.add(folder.resolve(id + ProbabilityFile.ENDING));
    }
    return ensemble.segment(files, stored);
  }

  private SortedSet<String> sharedCases() {
    SortedSet<String> shared = cases(folders.get(0));
    for (Path folder : folders) {
      SortedSet<String> cases = cases(folder);
      if (!cases.equals(shared)) {
        SortedSet<String> single = new TreeSet<>(cases);
        single.addAll(shared);
        single.removeIf(id -> cases.contains(id) && shared.contains(id));
        throw new DatasetException(
            "'"
                + folders.get(0)
                + "' and '"
                + folder
                + "' don't hold probabilities of the same cases: only one has those of "
                + single
                + "; predict them with both.");
      }
    }
    return shared;
  }

  private static SortedSet<String> cases(Path folder) {
    SortedSet<String> cases = new TreeSet<>();
    for (String name : FolderChecks.names(folder)) {
      if (name.endsWith(ProbabilityFile.ENDING)) {
        cases.add(name.substring(0, name.length() - ProbabilityFile.ENDING.length()));
      }
    }
    if (cases.isEmpty()) {
      throw new DatasetException(
          "'"
              + folder
              + "' holds no probabilities (CASE"
              + ProbabilityFile.ENDING
              + "); predict with --save-probabilities.");
    }
    return cases;
  }
}
