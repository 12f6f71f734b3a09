package org.voxelbench.harness.nnunet;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voxelbench.base.BadInputException;
import org.voxelbench.evaluation.metrics.NnUnetImport;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.inspect.ImportedResults;
import org.voxelbench.results.ResultRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes the scores of a {@code summary.json} that nnU-Net wrote. */
@Command(
    name = "nnunet",
    mixinStandardHelpOptions = true,
    description = {
      "Add the cases of a summary.json that nnU-Net wrote to the results of a folder.",
      "Imported rows are ranked with each other, on data sets whose references agree voxel by"
          + " voxel in number, and never with rows of a protocol. 'voxelbench report --out DIR'"
          + " writes their report."
    })
final class ImportNnUnetCommand implements Callable<Integer> {

  /** What a data set can be. */
  enum Role {
    DEV,
    TEST
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--summary",
      required = true,
      paramLabel = "FILE",
      description = "the summary.json; that of a pooled cross-validation counts as one fold")
  private Path summary;

  @Option(
      names = "--method",
      required = true,
      paramLabel = "NAME",
      description = "what to call the method")
  private String method;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "NAME",
      description = "what to call the data set; the same for all methods")
  private String dataset;

  @Option(
      names = "--fold",
      defaultValue = "0",
      paramLabel = "N",
      description = "fold that was validated (default: ${DEFAULT-VALUE})")
  private int fold;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "number of the repetition (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--role",
      defaultValue = "test",
      paramLabel = "dev|test",
      description = "whether settings were chosen on the data set (default: ${DEFAULT-VALUE})")
  private Role role;

  @Option(
      names = "--label",
      paramLabel = "VALUES=NAME",
      description = "name of a label or region, such as 1=liver or 1+2+3=tumour; repeatable")
  private List<String> labels = List.of();

  @Option(
      names = "--replace",
      description = "replace what was imported of this method, data set, fold and seed before")
  private boolean replace;

  @Option(
      names = "--out",
      defaultValue = "results/imported",
      paramLabel = "DIR",
      description = "folder of the results (default: ${DEFAULT-VALUE})")
  private Path out;

  @Override
  public Integer call() {
    checkName("--method", method);
    checkName("--dataset", dataset);
    Map<String, String> names = labelNames();
    if (fold < 0) {
      throw new BadInputException("--fold is " + fold + ", expected 0 or more.");
    }
    NnUnetImport.Target target =
        new NnUnetImport.Target(
            dataset, role.name().toLowerCase(Locale.ROOT), method, fold, seed, names);
    List<ResultRow> rows = NnUnetImport.read(summary, target);
    ImportedResults.open(out).add(rows, summary, replace).write();
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d cases of %s on %s: %s%n",
            rows.stream().map(ResultRow::caseId).distinct().count(),
            method,
            dataset,
            out.resolve("results.csv"));
    return ExitCode.DONE;
  }

  private Map<String, String> labelNames() {
    Map<String, String> names = new LinkedHashMap<>();
    for (String label : labels) {
      int at = label.indexOf('=');
      if (at < 1) {
        throw new BadInputException(
            "--label is '" + label + "', expected VALUES=NAME, such as 1=liver.");
      }
      String values = label.substring(0, at);
      String name = label.substring(at + 1);
      checkName("--label", name);
      String before = names.put(values, name);
      if (before != null) {
        throw new BadInputException(
            "--label calls the label "
                + values
                + " both '"
                + before
                + "' and '"
                + name
                + "'; name each label once.");
      }
    }
    return names;
  }

  private static void checkName(String option, String name) {
    if (name.isBlank() || !name.equals(name.strip()) || name.chars().anyMatch(c -> c < ' ')) {
      throw new BadInputException(
          option + " is '" + name + "', expected a name of one line without spaces around it.");
    }
  }
}
