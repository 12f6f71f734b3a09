package org.voxelbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.engine.CpuFeatures;
import org.voxelbench.engine.Precision;

/**
 * The same training on both sides: ours, and nnU-Net's in PyTorch, in a process each, which take
 * turns.
 *
 * <p>Both start from the same weights and see the same batch. Before anything is timed their losses
 * have to agree, so that what is compared is the same work.
 *
 * @param subject what is trained
 * @param threads threads of one op
 * @param rounds how often each side has its turn
 * @param lines takes a line for people now and then
 */
record Yardstick(Subject subject, Python python, int threads, int rounds, Consumer<String> lines) {

  private static final int STEPS_CHECKED = 3;

  private static final String COLLECTOR = "-XX:+UseParallelGC";

  /** What decides how threads wait and how memory is kept; both sides inherit it. */
  private static final Pattern ENVIRONMENT =
      Pattern.compile("(OMP|GOMP|MALLOC|ONEDNN)_.*|LD_PRELOAD|GLIBC_TUNABLES");

  /** Training step, forward pass and peak memory in the precisions that trainings run in. */
  YardstickTable measure() throws IOException {
    YardstickTable table = new YardstickTable();
    Path folder = Files.createTempDirectory("voxelbench-peer");
    try {
      for (Precision precision : precisions()) {
        measure(precision, folder, table);
      }
    } finally {
      delete(folder);
    }
    return table;
  }

  private List<Precision> precisions() {
    return subject.isLarge() && !CpuFeatures.ofThisMachine().multipliesBfloat16()
        ? List.of(Precision.FP32)
        : List.of(Precision.FP32, Precision.BF16);
  }

  private void measure(Precision precision, Path folder, YardstickTable table) throws IOException {
    String name = precision.name().toLowerCase(Locale.ROOT);
    lines.accept("measuring " + subject.label() + ", ours and PyTorch's in turn, " + name);
    try (LineProcess ours = ours(precision)) {
      lines.accept("  ours: " + ours.read(JsonNode.class).get("description").asText());
      JsonNode settings = ours.ask("settings " + folder, JsonNode.class);
      try (LineProcess theirs = python.peer(settings)) {
        lines.accept("  PyTorch's: " + theirs.read(JsonNode.class).get("description").asText());
        compare(precision, ours, theirs, table);
      }
    }
  }

  private void compare(
      Precision precision, LineProcess ours, LineProcess theirs, YardstickTable table)
      throws IOException {
    String first = "step " + STEPS_CHECKED;
    FirstLosses.of(ours.ask(first, Block.class), theirs.ask(first, Block.class)).check(precision);
    String name = precision.name().toLowerCase(Locale.ROOT);
    Comparison steps = new Comparison("training step, " + name);
    Comparison forwards = new Comparison("forward pass, " + name);
    // The steps are warm by now.
    turn(new Comparison("warming up"), "forward", ours, theirs, 0);
    for (int round = 0; round < rounds; round++) {
      turn(steps, "step", ours, theirs, round);
      turn(forwards, "forward", ours, theirs, round);
    }
    table.add(steps);
    table.add(forwards);
    table.addMemory(name, peak(ours), peak(theirs));
  }

  /** What a reader of the table has to know. */
  String explanation() {
    CpuFeatures cpu = CpuFeatures.ofThisMachine();
    String environment =
        new TreeMap<>(System.getenv())
            .entrySet().stream()
                .filter(variable -> ENVIRONMENT.matcher(variable.getKey()).matches())
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s in turn: %d rounds of %d operations a side, on %d threads of %s (bfloat16 %s), both with"
            + " %s; the losses of the first %d steps agree. Ratios are those within a round.",
        subject.description(),
        rounds,
        subject.operationsPerTurn(),
        threads,
        cpu.name(),
        bfloat16(cpu),
        environment.isEmpty() ? "the system's defaults" : environment,
        STEPS_CHECKED);
  }

  private String bfloat16(CpuFeatures cpu) {
    if (cpu.multipliesBfloat16()) {
      return "in hardware";
    }
    return "not in hardware" + (precisions().contains(Precision.BF16) ? "" : ", so not measured");
  }

  /** The sides begin in turn, so that neither always follows the other. */
  private void turn(
      Comparison comparison, String operation, LineProcess ours, LineProcess theirs, int round)
      throws IOException {
    String command = operation + " " + subject.operationsPerTurn();
    if (round % 2 == 0) {
      Block own = ours.ask(command, Block.class);
      comparison.add(own, theirs.ask(command, Block.class));
    } else {
      Block peer = theirs.ask(command, Block.class);
      comparison.add(ours.ask(command, Block.class), peer);
    }
  }

  private static long peak(LineProcess side) throws IOException {
    return side.ask("memory", JsonNode.class).get("peakBytes").asLong();
  }

  private LineProcess ours(Precision precision) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + subject.heap(), COLLECTOR));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            OwnSide.class.getName(), subject.name(), precision.name(), Integer.toString(threads)));
    return new LineProcess("our side", command);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
