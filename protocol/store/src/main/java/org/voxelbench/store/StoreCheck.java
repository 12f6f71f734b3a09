package org.voxelbench.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.EngineException;
import org.voxelbench.results.ImportedRows;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.results.RunState;

/**
 * Reads everything that a store holds again; nothing is changed and no claim is taken.
 *
 * <p>A run at work may change while it is read; what it is missing then is no fault of its files.
 */
public final class StoreCheck {

  private final RunStore store;
  private final Consumer<String> fault;
  private final List<Manifest> manifests = new ArrayList<>();
  private final Map<String, List<ResultRow>> rows = new HashMap<>();

  /**
   * Prepares.
   *
   * @param fault takes one sentence for each fault
   */
  public StoreCheck(RunStore store, Consumer<String> fault) {
    this.store = store;
    this.fault = fault;
  }

  /**
   * Checks manifests, checkpoints, weights, rows and all other sealed files of each run.
   *
   * @return the manifests that can be read
   */
  public List<Manifest> runs() {
    for (String kind : List.of(RunStore.PRE_TRAININGS, RunStore.RUNS)) {
      Path parent = store.folder().resolve(kind);
      if (Files.isDirectory(parent)) {
        folders(parent).forEach(folder -> guarded(() -> run(folder)));
      }
    }
    return List.copyOf(manifests);
  }

  private static List<Path> folders(Path parent) {
    try (Stream<Path> folders = Files.list(parent)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(RunFolder.MANIFEST)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BadInputException("can't list '" + parent + "': " + e + ".", e);
    }
  }

  private void run(Path path) {
    Manifest manifest =
        ManifestFile.read(path.resolve(RunFolder.MANIFEST), path.getFileName().toString());
    manifests.add(manifest);
    RunFolder folder = store.folder(manifest.key());
    if (manifest.state() != RunState.DONE) {
      if (!folder.isHeld()) {
        guarded(() -> folder.checkpoint().load());
        guarded(folder::epochs);
      }
      return;
    }
    List<String> faults = SealedFiles.faults(path, manifest.files());
    faults.forEach(fault);
    if (faults.isEmpty()) {
      guarded(() -> folder.weights().verify(manifest.outcome().weightsSha256()));
    }
    if (manifest.key() instanceof RunKey) {
      guarded(() -> rows.put(manifest.id(), folder.rows()));
    }
  }

  /**
   * Checks that {@code results.csv} joins the rows of the runs; to be asked after {@link #runs}.
   *
   * @param finished whether the last benchmark came to its end, and so no row may lack
   */
  public void results(boolean finished) {
    Path file = store.folder().resolve(ResultsCsv.NAME);
    if (!Files.exists(file)) {
      if (finished && !rows.isEmpty()) {
        fault.accept("'" + file + "' is missing; run the benchmark again, which joins it anew.");
      }
      return;
    }
    guarded(
        () -> {
          List<ResultRow> found = ResultsCsv.read(file);
          Set<ResultRow> sealed = new HashSet<>();
          rows.values().forEach(sealed::addAll);
          long strange =
              found.stream()
                  .filter(row -> !ImportedRows.holds(row) && !sealed.contains(row))
                  .count();
          if (strange > 0) {
            fault.accept(
                "'"
                    + file
                    + "' holds "
                    + strange
                    + " row(s) that no run made; run the benchmark again, which joins it anew.");
          }
          sealed.removeAll(new HashSet<>(found));
          if (finished && !sealed.isEmpty()) {
            fault.accept(
                "'"
                    + file
                    + "' lacks "
                    + sealed.size()
                    + " row(s) of its runs; run the benchmark again, which joins it anew.");
          }
        });
  }

  private void guarded(Runnable check) {
    try {
      check.run();
    } catch (BadInputException | EngineException | UncheckedIOException e) {
      fault.accept(e.getMessage());
    }
  }
}
