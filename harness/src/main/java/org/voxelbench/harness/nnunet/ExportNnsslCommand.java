package org.voxelbench.harness.nnunet;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.options.PluginOptions;
import org.voxelbench.training.pretext.MethodInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands a pre-training to those who fine-tune nnssl's checkpoints. */
@Command(
    name = "export-nnssl",
    mixinStandardHelpOptions = true,
    description = {
      "Write a pre-training as nnssl's checkpoint, with its adaptation plan and a README.md.",
      "It is fine-tuned in nnU-Net by nnUNetv2_preprocess_like_nnssl and nnUNetv2_train_pretrained."
    })
public final class ExportNnsslCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PluginOptions plugins;

  @Parameters(
      index = "0",
      paramLabel = "PRETRAINING",
      description = "a finished pre-training: results/.../pretraining/<id>")
  private Path folder;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder to write, which must not exist")
  private Path out;

  @Override
  public Integer call() {
    HandedPretraining pretraining = HandedPretraining.read(folder);
    String id = pretraining.method();
    Optional<MethodInfo> method =
        plugins.plugins().methods().all().stream()
            .map(known -> known.info())
            .filter(info -> info.id().equals(id))
            .findFirst();
    new PretrainingExport(pretraining, method).write(out);
    spec.commandLine()
        .getOut()
        .printf("%s as nnssl writes it: %s%n", id, out.resolve(ModelFolder.FINAL));
    return ExitCode.DONE;
  }
}
