package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.evaluation.postprocess.Postprocessing;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.FolderChecks;
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
    List<Path> files = segmentations();
    for (Path file : files) {
      NiftiWriter.write(
          out.resolve(file.getFileName()), postprocessing.apply(Nifti.readLabelMap(file)));
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

  private List<Path> segmentations() {
    List<Path> files =
        FolderChecks.names(FolderChecks.existing(in)).stream()
            .filter(name -> name.endsWith(".nii.gz") || name.endsWith(".nii"))
            .map(in::resolve)
            .toList();
    if (files.isEmpty()) {
      throw new DatasetException(
          "'" + in + "' holds no segmentation; expected files that end in .nii.gz or .nii.");
    }
    return files;
  }
}
