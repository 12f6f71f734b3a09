package org.voxelbench.harness.library;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.cli.BenchmarkCommand;
import org.voxelbench.harness.cli.VoxelBench;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.run.BenchmarkRequest;
import org.voxelbench.harness.run.BenchmarkSession;
import org.voxelbench.harness.run.RunPaths;
import org.voxelbench.results.RunState;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;

/**
 * A benchmark that a program runs: what {@code voxelbench benchmark} does with the same options.
 *
 * @param request what it runs, where and on what
 */
public record Study(BenchmarkRequest request) {

  /**
   * A benchmark on the best device that there is.
   *
   * @param protocol the name of a shipped protocol, or a file
   * @param data folder of the data sets
   * @param out folder of the results; what is done there isn't done again
   * @param options further options of {@code voxelbench benchmark}, such as {@code --device=cpu}
   * @throws BadInputException naming file and key, if the protocol is wrong
   */
  public static Study of(String protocol, Path data, Path out, String... options) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("benchmark", "--protocol", protocol));
    words.addAll(List.of("--data", data.toString(), "--out", out.toString()));
    words.addAll(List.of(options));
    return new Study(BenchmarkCommand.of(words.toArray(String[]::new)).request());
  }

  /**
   * Pre-trains, trains and evaluates what isn't done yet, and writes {@code report/index.html}.
   *
   * @return whether all runs are done; {@code voxelbench status} says what became of the others
   * @throws BadInputException if data are missing or wrong, before anything is trained
   */
  public boolean train() {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    return new BenchmarkSession(
            request, new JavaCommand(VoxelBench.class), ConsoleProgress.standard(), out)
        .run();
  }

  /**
   * The folders of the finished runs of a method on a data set, by seed and fold.
   *
   * @param method the method's id, or its label in the protocol
   */
  public List<Path> finished(String method, String dataset) {
    Experiment experiment = request.experiment();
    RunStore store = new RunStore(request.workspace().root());
    Set<String> engines = new TreeSet<>();
    store.runs().forEach(manifest -> engines.add(manifest.environment().engine().id()));
    return experiment.runs().stream()
        .filter(run -> run.method().label().equals(method) && run.dataset().name().equals(dataset))
        .flatMap(run -> engines.stream().map(id -> new RunPaths(experiment, store, id).run(run)))
        .filter(folder -> folder.state() == RunState.DONE)
        .map(RunFolder::path)
        .toList();
  }

  /** Opens the engine that the study trains on, to segment with it; the caller closes it. */
  public Engine openEngine() {
    return request.engine().open();
  }
}
