package org.voxelbench.harness.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.ClaimHolder;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.OtherVersionException;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.device.EngineRequest;
import org.voxelbench.harness.experiment.ProtocolDifferences;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.store.Attendance;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/**
 * What a benchmark leaves in its folder as it starts: the protocol as {@code protocol.yaml}, and
 * this as {@code started.json}.
 *
 * @param protocolHash hash of that protocol, title and methods included
 * @param engine id of the engine
 * @param arguments all other options that it goes on with, with absolute paths
 * @param finished whether it came to its report
 */
public record LaunchRecord(
    String protocolHash, String engine, List<String> arguments, boolean finished) {

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 2));
  private static final String NAME = "started.json";
  private static final String PROTOCOL = "protocol.yaml";
  private static final String WRITTEN_BY =
      "# Written by VoxelBench " + ProgramVersion.current() + ", with started.json.\n";
  private static final String THREADS = "--threads";
  private static final List<String> OF_ARITHMETIC = List.of("--precision", THREADS);

  public LaunchRecord {
    arguments = List.copyOf(arguments);
  }

  /**
   * Writes both files, and joins those whose benchmark is at work in the folder.
   *
   * @param engine with the arithmetic that was chosen, which it goes on with
   * @param given the options that it was given, such that they mean the same anywhere and later
   * @throws BadInputException naming the keys, if the folder's runs were made under a protocol that
   *     they may not be ranked with, or if others are at work under another protocol, engine or
   *     arithmetic
   */
  public static Attendance begin(
      Workspace workspace, Protocol protocol, EngineInfo engine, List<String> given) {
    RunStore store = new RunStore(workspace.root());
    try (Claim turn = turn(store)) {
      List<ClaimHolder> others = store.atWork();
      Optional<LaunchRecord> before = read(workspace);
      if (!others.isEmpty() && before.isPresent()) {
        before.get().refuseBeside(others.get(0).owner().host(), Protocols.hash(protocol), engine);
      }
      write(workspace, protocol, engine.id(), withArithmetic(engine, given));
      return store.begin();
    }
  }

  /**
   * Writes both files for jobs on other machines.
   *
   * @param engine id of the engine
   * @param arguments all other options, such that they mean the same anywhere and later
   * @throws BadInputException naming the keys, if the folder's runs were made under a protocol that
   *     they may not be ranked with
   */
  public static void layOut(
      Workspace workspace, Protocol protocol, String engine, List<String> arguments) {
    try (Claim turn = turn(new RunStore(workspace.root()))) {
      write(workspace, protocol, engine, arguments);
    }
  }

  private static Claim turn(RunStore store) {
    return store.turn("beginning", holder -> StopSignals.request().check());
  }

  private static void write(
      Workspace workspace, Protocol protocol, String engine, List<String> arguments) {
    String hash = Protocols.hash(protocol);
    Optional<LaunchRecord> before = read(workspace);
    boolean holdsRuns = !new RunStore(workspace.root()).runs().isEmpty();
    if (holdsRuns && before.isPresent() && !before.get().protocolHash().equals(hash)) {
      ProtocolDifferences.refuse(protocolFile(workspace), protocol(workspace), protocol);
    }
    byte[] text = (WRITTEN_BY + Protocols.text(protocol)).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(workspace.root().resolve(PROTOCOL), out -> out.write(text));
    } catch (IOException e) {
      throw new BadInputException("can't write '" + workspace.root() + "': " + e + ".", e);
    }
    new LaunchRecord(hash, engine, arguments, false).write(workspace);
  }

  /** Refuses to join a process that computes another thing, or otherwise. */
  private void refuseBeside(String host, String hash, EngineInfo other) {
    List<String> own = EngineRequest.of(other).arguments();
    String what =
        !protocolHash.equals(hash)
            ? "protocol"
            : !engine.equals(other.id())
                ? "engine ('" + engine + "', here '" + other.id() + "')"
                : OF_ARITHMETIC.stream()
                    .filter(option -> other.onCpu() || !option.equals(THREADS))
                    .filter(option -> !value(arguments, option).equals(value(own, option)))
                    .map(
                        option ->
                            String.format(
                                "%s (%s, here %s)",
                                option, value(arguments, option), value(own, option)))
                    .collect(Collectors.joining(" and "));
    if (!what.isEmpty()) {
      throw new BadInputException(
          "a benchmark is at work in this folder on '"
              + host
              + "' with another "
              + what
              + "; give the same to help it, or another --out.");
    }
  }

  private static String value(List<String> arguments, String option) {
    int at = arguments.indexOf(option);
    return at < 0 || at + 1 == arguments.size() ? "none" : arguments.get(at + 1);
  }

  /** Options with the arithmetic that an engine chose, so that they choose the same again. */
  public static List<String> withArithmetic(EngineInfo engine, List<String> given) {
    List<String> arguments = new ArrayList<>(EngineRequest.of(engine).arguments());
    arguments.addAll(given);
    return arguments;
  }

  /** Says that the report is written. */
  public static void finish(Workspace workspace) {
    LaunchRecord begun = required(workspace);
    new LaunchRecord(begun.protocolHash(), begun.engine(), begun.arguments(), true)
        .write(workspace);
  }

  /**
   * The same with other places in place of those that it was started with.
   *
   * @param moved the places by option, such as {@code --data}
   */
  public LaunchRecord with(Map<String, List<Path>> moved) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (moved.containsKey(arguments.get(i))) {
        i++;
      } else {
        kept.add(arguments.get(i));
      }
    }
    moved.forEach(
        (option, places) ->
            places.forEach(
                place ->
                    kept.addAll(List.of(option, place.toAbsolutePath().normalize().toString()))));
    return new LaunchRecord(protocolHash, engine, kept, finished);
  }

  /** The command line that starts the benchmark again as it was started. */
  public String[] commandLine(Workspace workspace) {
    List<String> words = new ArrayList<>(List.of("benchmark", "--protocol"));
    words.add(protocolFile(workspace).toString());
    words.addAll(List.of("--out", workspace.root().toString(), "--engine", engine));
    words.addAll(arguments);
    return words.toArray(String[]::new);
  }

  private void write(Workspace workspace) {
    JSON.write(workspace.root().resolve(NAME), this);
  }

  /** What the last benchmark left, if there was one. */
  public static Optional<LaunchRecord> read(Workspace workspace) {
    Path file = workspace.root().resolve(NAME);
    return Files.isRegularFile(file)
        ? Optional.of(JSON.read(file, LaunchRecord.class))
        : Optional.empty();
  }

  /**
   * What the last benchmark left.
   *
   * @throws BadInputException if there was none
   */
  public static LaunchRecord required(Workspace workspace) {
    return read(workspace).orElseThrow(() -> noBenchmark(workspace));
  }

  private static BadInputException noBenchmark(Workspace workspace) {
    return new BadInputException(
        "'"
            + workspace.root()
            + "' holds no benchmark; start one with 'voxelbench benchmark', or lay one"
            + " out with 'voxelbench slurm'.");
  }

  public static Path protocolFile(Workspace workspace) {
    return workspace.root().resolve(PROTOCOL);
  }

  /**
   * The protocol that the last benchmark left.
   *
   * @throws BadInputException if the file is missing, damaged or was edited
   */
  public static Protocol protocol(Workspace workspace) {
    Path file = protocolFile(workspace);
    if (!Files.isDirectory(workspace.root())) {
      throw noBenchmark(workspace);
    }
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "'" + file + "' is missing; run the benchmark with its --protocol again to write it.");
    }
    Protocol protocol = load(workspace, file);
    boolean edited =
        read(workspace)
            .filter(started -> !started.protocolHash().equals(Protocols.hash(protocol)))
            .isPresent();
    if (edited) {
      throw new BadInputException(
          "'"
              + file
              + "' was edited since the benchmark began, so the runs beside it are not of it; undo"
              + " the edit, or move the file elsewhere and run it with another --out.");
    }
    return writtenBefore02(workspace) && protocol.pretrainingSeeds() == null
        ? protocol.withAPretrainingForEachSeed()
        : protocol;
  }

  private static boolean writtenBefore02(Workspace workspace) {
    String writtenBy = StampedJson.writtenBy(workspace.root().resolve(NAME)).orElse("0.1");
    return writtenBy.equals("0.1") || writtenBy.startsWith("0.1.");
  }

  /** What another version wrote beside {@code started.json} may have keys that are not known. */
  private static Protocol load(Workspace workspace, Path file) {
    try {
      return Protocols.load(file.toString());
    } catch (BadInputException e) {
      String writtenBy =
          StampedJson.writtenBy(workspace.root().resolve(NAME)).orElse(ProgramVersion.current());
      if (writtenBy.equals(ProgramVersion.current())) {
        throw e;
      }
      throw new OtherVersionException("'" + file + "'", writtenBy, e.getMessage());
    }
  }
}
