package org.voxelbench.harness.selftest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.console.HostInfo;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.device.Engines;
import org.voxelbench.harness.device.JavaCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks whether engines compute rightly on this machine, and what a large step takes. */
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    subcommands = PartCommand.class,
    synopsisSubcommandLabel = "",
    description = {
      "Check that this machine computes rightly: every op and 20 steps of every method against"
          + " LibTorch on the CPU in fp64, a training killed and resumed, and the time and memory"
          + " of large steps.",
      "Exits with 1 if anything is wrong."
    })
public final class SelftestCommand implements Callable<Integer> {

  private static final double MINUTES_ON_CARD = 10;
  private static final double MINUTES_ON_CPU = 5;

  @Spec private CommandSpec spec;

  @Option(
      names = "--engine",
      defaultValue = "all",
      paramLabel = "ID",
      description = "an engine, or all that serve the device (default: ${DEFAULT-VALUE})")
  private String engine;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
  private String device;

  @Option(names = "--precision", paramLabel = "P", description = "fp32 or bf16 (default: both)")
  private Precision precision;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "threads of one op on the CPU (default: one per core)")
  private int threads;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "what it may take; what is left out for time is named (default: 10 on a card, 5 on the"
              + " CPU)")
  private Double minutes;

  @Option(
      names = "--out",
      defaultValue = "results/selftest",
      paramLabel = "DIR",
      description = "folder of selftest.json (default: ${DEFAULT-VALUE})")
  private Path out;

  @Override
  public Integer call() {
    long begin = System.nanoTime();
    checkOptions();
    List<EngineProvider> installed = Engines.installed().all();
    Subjects subjects = Subjects.of(installed, engine, device, precisions(), threads);
    boolean onCard = subjects.all().get(0).onCard();
    double allowed = minutes != null ? minutes : onCard ? MINUTES_ON_CARD : MINUTES_ON_CPU;
    Deadline deadline = Deadline.in(allowed * 60, System::nanoTime);
    makeFolder();
    PrintWriter console = spec.commandLine().getOut();
    JavaCommand java = new JavaCommand(spec.root().userObject().getClass());
    SelftestReport report;
    try (Oracle oracle = Oracle.open(installed, threads)) {
      List<Section> sections =
          List.of(
              new OpSuite(oracle, OpSuite.programs()),
              new MethodSteps(oracle, Workloads.small(), out),
              new KillAndResume(java, out),
              new LargeSteps(java, out));
      Selftest selftest =
          new Selftest(
              sections,
              subjects.all(),
              StopSignals.request(),
              doing -> show(console, "Checking " + doing + " ..."));
      List<CheckResult> results = new ArrayList<>(subjects.notHere());
      results.addAll(selftest.run(deadline));
      report =
          new SelftestReport(
              SelftestReport.SCHEMA_VERSION,
              Clock.systemUTC().instant().toString(),
              (System.nanoTime() - begin) * 1e-9,
              allowed,
              subjects.device(),
              machine(subjects),
              subjects.infos(),
              results,
              NativeFiles.loaded());
    }
    Path file = out.resolve(SelftestReport.NAME);
    StrictJson.write(file, report);
    SelftestTable.print(report, console);
    show(console, "All figures: " + file);
    return report.exitCode();
  }

  private void checkOptions() {
    if (precision == Precision.FP64) {
      throw refused("--precision fp64 is what the others are compared with; give fp32 or bf16.");
    }
    if (minutes != null && !(minutes > 0)) {
      throw refused("--minutes (" + minutes + ") must be above 0.");
    }
    if (threads < 0) {
      throw refused("--threads (" + threads + ") must not be negative.");
    }
  }

  private CommandLine.ParameterException refused(String reason) {
    return new CommandLine.ParameterException(spec.commandLine(), reason);
  }

  private List<Precision> precisions() {
    return precision == null ? List.of(Precision.FP32, Precision.BF16) : List.of(precision);
  }

  private void makeFolder() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "can't make the folder '" + out + "' (" + FileFault.words(e) + "); give another --out.",
          e);
    }
  }

  private static Map<String, String> machine(Subjects subjects) {
    Map<String, String> machine = new LinkedHashMap<>(HostInfo.describe());
    if (subjects.all().get(0).onCard()) {
      machine.put("Driver", Card.of(subjects.device()).driver());
    }
    machine.putAll(subjects.facts());
    return machine;
  }

  private static void show(PrintWriter console, String line) {
    console.println(line);
    console.flush();
  }
}
