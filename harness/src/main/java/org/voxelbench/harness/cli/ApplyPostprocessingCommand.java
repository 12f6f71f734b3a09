package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.SegmentationFolder;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.evaluation.postprocess.Postprocessing;
import org.voxelbench.harness.console.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes components from segmentations as was decided on the validation cases. */
@Command(
    name = "apply-postprocessing",
    mixinStandardHelpOptions = true,
    description = "Remove components from segmentations as determine-postprocessing decided.")
final class ApplyPostprocessingCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "IN", description = "folder of CASE.nii.gz files")
  private Path in;

  @Parameters(index = "1", paramLabel = "OUT", description = "another folder, for the results")
  private Path out;

  @Option(
      names = "--postprocessing",
      required = true,
      paramLabel = "FILE",
      description = "a postprocessing.json")
  private Path decision;

  @Override
  public Integer call() {
    Postprocessing postprocessing = Postprocessing.read(decision);
    if (in.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
      throw new DatasetException(
          "'" + in + "' is both read and written; give another folder for the results.");
    }
    Collection<Path> files = segmentations();
    for (Path file : files) {
      Volumes.write(
          out.resolve(file.getFileName()), postprocessing.apply(Volumes.readLabelMap(file)));
    }
    spec.commandLine()
        .getOut()
        .println(
            files.size()
                + " segmentations in "
                + out
                + ", steps applied: "
                + postprocessing.steps().size());
    return ExitCode.DONE;
  }

  private Collection<Path> segmentations() {
    Collection<Path> files = SegmentationFolder.open(in).files().values();
    if (files.isEmpty()) {
      throw new DatasetException(
          "'"
              + in
              + "' holds no segmentation; expected files that end in "
              + String.join(", ", Volumes.endings())
              + ".");
    }
    return files;
  }
}
