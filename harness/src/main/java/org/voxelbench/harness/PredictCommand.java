package org.voxelbench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Weights;
import org.voxelbench.protocol.cache.PreprocessedCase;
import org.voxelbench.protocol.file.Protocol;
import org.voxelbench.protocol.network.UNet;
import org.voxelbench.protocol.plan.Configuration;
import org.voxelbench.protocol.preprocess.CasePreprocessor;
import org.voxelbench.protocol.progress.Progress;
import org.voxelbench.protocol.random.RandomStreams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Segments a folder of images with a finished run. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description =
        "Segment a folder of images (CASE_0000.nii.gz, CASE_0001.nii.gz, ...) with a finished run.")
final class PredictCommand implements Callable<Integer> {

  private static final String FIRST_CHANNEL = "_0000";

  @Spec private CommandSpec spec;
  @Mixin private EngineChoice engines;

  @Parameters(index = "0", paramLabel = "IMAGES", description = "folder of images")
  private Path images;

  @Parameters(index = "1", paramLabel = "OUT", description = "folder of the segmentations")
  private Path out;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "a finished run: results/.../runs/<run-id>")
  private Path run;

  @Option(
      names = "--step",
      defaultValue = "0.5",
      paramLabel = "S",
      description = "window step as a share of the patch (default: ${DEFAULT-VALUE})")
  private double step;

  @Option(
      names = "--no-mirroring",
      description = "predict each window once instead of the mean over its mirrored copies")
  private boolean noMirroring;

  @Override
  public Integer call() {
    TrainedRun trained = TrainedRun.read(run);
    DatasetJson dataset = trained.dataset();
    Configuration configuration = trained.plan().configuration(Preparation.CONFIGURATION);
    List<RawCase> cases = cases(dataset);
    UNet network =
        new UNet(
            configuration.architecture(),
            dataset.channelNames().size(),
            dataset.labels().outputChannels(),
            false);
    CasePreprocessor preprocessor = new CasePreprocessor(trained.plan(), configuration);
    try (Engine engine = engines.open();
        Weights weights = engine.weights(trained.weights());
        CasePrediction prediction =
            new CasePrediction(
                engine,
                network,
                List.of(weights),
                trained.plan(),
                configuration,
                dataset.labels(),
                new Protocol.InferenceSettings(step, !noMirroring),
                List.of(0, 1, 2));
        Progress.Stage stage =
            ConsoleProgress.standard().stage("Predicting", cases.size(), "case")) {
      int done = 0;
      for (RawCase raw : cases) {
        PreprocessedCase input =
            preprocessor.run(
                raw, Optional.empty(), new RandomStreams(0).stream("unused without labels"));
        NiftiWriter.write(
            out.resolve(raw.id() + dataset.fileEnding()),
            prediction.predict(
                joined(input.channels()),
                input.channels().size(),
                input.shape(),
                input.properties()));
        stage.done(++done);
      }
    }
    spec.commandLine().getOut().println(cases.size() + " segmentations in " + out);
    return ExitCode.DONE;
  }

  private static float[] joined(List<float[]> channels) {
    int voxels = channels.get(0).length;
    float[] joined = new float[Math.multiplyExact(channels.size(), voxels)];
    for (int channel = 0; channel < channels.size(); channel++) {
      System.arraycopy(channels.get(channel), 0, joined, channel * voxels, voxels);
    }
    return joined;
  }

  private List<RawCase> cases(DatasetJson dataset) {
    String ending = FIRST_CHANNEL + dataset.fileEnding();
    List<RawCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(images)) {
      for (String name : files.map(file -> file.getFileName().toString()).sorted().toList()) {
        if (name.endsWith(ending)) {
          cases.add(rawCase(name.substring(0, name.length() - ending.length()), dataset));
        }
      }
    } catch (IOException e) {
      throw new DatasetException(
          "can't list the folder '" + images + "': " + e.getMessage() + ".", e);
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
    return cases;
  }

  private RawCase rawCase(String id, DatasetJson dataset) {
    List<Path> channels = new ArrayList<>();
    for (int channel = 0; channel < dataset.channelNames().size(); channel++) {
      channels.add(
          images.resolve(
              String.format(
                  java.util.Locale.ROOT, "%s_%04d%s", id, channel, dataset.fileEnding())));
    }
    return new RawCase(id, channels, Optional.empty(), dataset.reader());
  }
}
