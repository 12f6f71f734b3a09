package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.run.RunDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the settings in which two runs differ. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "List the settings in which two runs differ, and whether they are comparable.")
final class DiffCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN", description = "folder of a run or pre-training")
  private Path left;

  @Parameters(index = "1", paramLabel = "OTHER", description = "folder of another")
  private Path right;

  @Override
  public Integer call() {
    RunDiff diff = RunDiff.of(left, right);
    PrintWriter out = spec.commandLine().getOut();
    print(out, "What a method may decide:", diff.method());
    if (!diff.recipe().isEmpty()) {
      print(out, "What a method may decide by the protocol's leave:", diff.recipe());
    }
    print(out, "Anything else:", diff.others());
    out.println(diff.verdict());
    return ExitCode.DONE;
  }

  private static void print(PrintWriter out, String title, List<String> lines) {
    out.println(title);
    (lines.isEmpty() ? List.of("nothing") : lines).forEach(line -> out.println("  " + line));
  }
}
