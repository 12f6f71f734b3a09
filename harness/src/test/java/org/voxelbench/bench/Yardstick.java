package org.voxelbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.voxelbench.engine.Precision;

/**
 * The same training on both sides: ours, and PyTorch's of nnU-Net, in a process each, which take
 * turns.
 *
 * <p>Both start from the same weights and see the same batch. Before anything is timed their losses
 * have to agree, so that what is compared is the same work.
 *
 * @param threads threads of one op
 * @param rounds how often each side has its turn
 * @param lines takes a line for people now and then
 */
record Yardstick(
    Python python, int threads, int rounds, YardstickTable table, Consumer<String> lines) {

  private static final int STEPS_CHECKED = 3;
  private static final int BLOCK = 3;

  /** Measures training step and forward pass in one precision. */
  void measure(Precision precision) throws IOException {
    lines.accept(
        "measuring " + rounds + " rounds of ours and PyTorch's in turn, " + name(precision));
    Path folder = Files.createTempDirectory("voxelbench-peer");
    try (LineProcess ours = ours(precision);
        LineProcess theirs = python.peer(PeerSettings.write(folder, precision, threads))) {
      lines.accept("ours: " + ours.read(JsonNode.class).get("description").asText());
      lines.accept("PyTorch: " + theirs.read(JsonNode.class).get("description").asText());
      String check = "step " + STEPS_CHECKED;
      FirstLosses.of(ours.ask(check, Block.class), theirs.ask(check, Block.class)).check(precision);
      ours.ask("forward 1", Block.class);
      theirs.ask("forward 1", Block.class);
      Comparison steps = new Comparison("training step, " + name(precision));
      Comparison forwards = new Comparison("forward pass, " + name(precision));
      for (int round = 0; round < rounds; round++) {
        turn(steps, "step " + BLOCK, ours, theirs, round);
        turn(forwards, "forward " + BLOCK, ours, theirs, round);
      }
      table.add(steps);
      table.add(forwards);
      table.addMemory(name(precision), peak(ours), peak(theirs));
    } finally {
      delete(folder);
    }
  }

  private static String name(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  /** The sides begin in turn, so that neither always follows the other. */
  private static void turn(
      Comparison comparison, String command, LineProcess ours, LineProcess theirs, int round)
      throws IOException {
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

  /** A process with the options of this one. */
  private LineProcess ours(Precision precision) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(OwnSide.class.getName(), precision.name(), Integer.toString(threads)));
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
