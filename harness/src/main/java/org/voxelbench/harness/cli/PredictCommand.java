package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.voxelbench.base.Listing;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.engine.Engine;
import org.voxelbench.evaluation.export.ProbabilityFile;
import org.voxelbench.evaluation.inference.PredictorSettings;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.FolderChecks;
import org.voxelbench.harness.options.EngineSelection;
import org.voxelbench.harness.predict.FoldEnsemble;
import org.voxelbench.harness.predict.Segmenter;
import org.voxelbench.harness.predict.TrainedInference;
import org.voxelbench.harness.predict.TrainedRun;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Segments a folder of images with a finished run, or with the mean of several folds. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Segment a folder of images (CASE_0000.nii.gz, CASE_0001.nii.gz, ...) with a finished run.",
      "Several runs, the folds of one plan, are averaged; older segmentations are overwritten."
    })
final class PredictCommand implements Callable<Integer> {

  private static final String FIRST_CHANNEL = "_0000";

  @Spec private CommandSpec spec;
  @Mixin private EngineSelection engines;

  @Parameters(index = "0", paramLabel = "IMAGES", description = "folder of images")
  private Path images;

  @Parameters(index = "1", paramLabel = "OUT", description = "folder of the segmentations")
  private Path out;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "a finished run: results/.../runs/<run-id>; repeat for more folds")
  private List<Path> runs;

  @Option(
      names = "--step",
      paramLabel = "S",
      description = "window step as a share of the patch (default: the run's)")
  private Double step;

  @ArgGroup private Mirroring mirroring;

  /** One way to overrule the run's test-time mirroring. */
  private static final class Mirroring {

    @Option(
        names = "--no-mirroring",
        required = true,
        description = "predict each window once instead of the mean over its mirrored copies")
    private boolean none;

    @Option(
        names = "--mirror-axes",
        required = true,
        split = ",",
        paramLabel = "AXIS,...",
        hideParamSyntax = true,
        description = "axes to mirror, of those the run was trained with: 0 (D), 1 (H), 2 (W)")
    private List<Integer> axes;
  }

  @Option(
      names = "--save-probabilities",
      description = "write CASE.npz with the classes' probabilities too, for 'ensemble'")
  private boolean saveProbabilities;

  @Override
  public Integer call() {
    FoldEnsemble folds = FoldEnsemble.read(runs);
    TrainedRun run = folds.any();
    DatasetJson dataset = run.dataset();
    PredictorSettings settings = settings(run.inference());
    List<RawCase> cases = cases(dataset);
    try (Engine engine = engines.request().open();
        Segmenter segmenter = Segmenter.of(folds, settings, engine);
        Progress.Stage stage =
            ConsoleProgress.standard().stage("Predicting", cases.size(), "case")) {
      int done = 0;
      for (RawCase raw : cases) {
        LabelMap map = segment(segmenter, raw);
        Volumes.write(out.resolve(raw.id() + dataset.fileEnding()), map, dataset.labels());
        stage.done(++done);
      }
    }
    spec.commandLine().getOut().println(cases.size() + " segmentations in " + out);
    return ExitCode.DONE;
  }

  private PredictorSettings settings(TrainedInference trained) {
    PredictorSettings defaults = trained.settings();
    List<Integer> axes = defaults.mirrorAxes();
    if (mirroring != null) {
      axes = mirroring.none ? List.of() : mirroring.axes;
    }
    return trained.settings(step == null ? defaults.step() : step, axes);
  }

  private LabelMap segment(Segmenter segmenter, RawCase raw) {
    return saveProbabilities
        ? segmenter.segment(raw, out.resolve(raw.id() + ProbabilityFile.ENDING))
        : segmenter.segment(raw);
  }

  private List<RawCase> cases(DatasetJson dataset) {
    String ending = FIRST_CHANNEL + dataset.fileEnding();
    List<String> names = FolderChecks.names(images);
    List<RawCase> cases = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith(ending)) {
        cases.add(rawCase(name.substring(0, name.length() - ending.length()), dataset));
      }
    }
    if (cases.isEmpty()) {
      throw new DatasetException(
          "'"
              + images
              + "' holds no image whose name ends in '"
              + ending
              + "'; name images CASE"
              + ending
              + ".");
    }
    checkChannels(names, cases, dataset);
    return cases;
  }

  /** A channel too many or too few means that the images are not those the run was trained on. */
  private void checkChannels(List<String> names, List<RawCase> cases, DatasetJson dataset) {
    Set<String> expected = new TreeSet<>();
    cases.forEach(
        raw -> raw.imageFiles().forEach(file -> expected.add(file.getFileName().toString())));
    Pattern channel = Pattern.compile(".+_\\d{4}" + Pattern.quote(dataset.fileEnding()));
    List<String> extra =
        names.stream()
            .filter(name -> channel.matcher(name).matches() && !expected.contains(name))
            .toList();
    List<String> absent = expected.stream().filter(name -> !names.contains(name)).toList();
    if (!extra.isEmpty() || !absent.isEmpty()) {
      int channels = dataset.channelNames().size();
      throw new DatasetException(
          "'"
              + images
              + "'"
              + (absent.isEmpty() ? "" : " lacks " + Listing.of(absent))
              + (absent.isEmpty() || extra.isEmpty() ? "" : " and")
              + (extra.isEmpty() ? "" : " holds " + Listing.of(extra))
              + ", but the run was trained on "
              + (channels == 1 ? "1 channel" : channels + " channels")
              + " (0000"
              + (channels == 1 ? "" : String.format(Locale.ROOT, " to %04d", channels - 1))
              + ", "
              + String.join(", ", dataset.channelNames())
              + "); give each case those, in this order.");
    }
  }

  private RawCase rawCase(String id, DatasetJson dataset) {
    List<Path> channels = new ArrayList<>();
    for (int channel = 0; channel < dataset.channelNames().size(); channel++) {
      channels.add(
          images.resolve(
              String.format(Locale.ROOT, "%s_%04d%s", id, channel, dataset.fileEnding())));
    }
    return new RawCase(id, channels, Optional.empty(), dataset.reader());
  }
}
