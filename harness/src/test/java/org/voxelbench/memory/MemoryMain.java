package org.voxelbench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.voxelbench.engine.Precision;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what {@code make memory} prints, and writes {@code docs/memory.md} from it. */
@Command(
    name = "memory",
    description = "Measures bytes per voxel of a training step and writes the page about memory.",
    mixinStandardHelpOptions = true)
public final class MemoryMain implements Callable<Integer> {

  private static final Path FIGURES = Path.of("docs", "memory.csv");
  private static final Path PAGE = Path.of("docs", "memory.md");

  @Option(
      names = "--network",
      split = ",",
      description = "measure these alone, others stay as they are: ${COMPLETION-CANDIDATES}")
  private Set<MeasuredNetwork> networks = EnumSet.allOf(MeasuredNetwork.class);

  @Option(names = "--only", split = ",", description = "measure these methods alone")
  private List<String> tasks = MeasuredTasks.names();

  @Option(names = "--page", description = "measure nothing, write the page again")
  private boolean pageAlone;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "threads of one op (default: ${DEFAULT-VALUE})")
  private int threads;

  /** Measures and exits with 0, or 1 if it fails. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new MemoryMain()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    BytesPerVoxel measured = BytesPerVoxel.read(FIGURES);
    if (!pageAlone) {
      measure(measured);
    }
    Files.writeString(PAGE, new MemoryPage(measured).text());
    System.out.println(PAGE);
    return 0;
  }

  private void measure(BytesPerVoxel measured) throws IOException {
    StepProcess process = new StepProcess(threads);
    for (MeasuredNetwork network : networks) {
      for (String task : tasks) {
        for (Precision precision : List.of(Precision.BF16, Precision.FP32)) {
          double bytes = network.bytesPerVoxel(process, task, precision);
          System.out.printf(Locale.ROOT, "%s, %s, %s: %.0f%n", network, task, precision, bytes);
          measured.put(network, task, precision, bytes);
          measured.write(FIGURES);
        }
      }
    }
  }
}
