package org.voxelbench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.results.RunState;

/**
 * The runs and pre-trainings of a store that ended without a result: failed, diverged or out of
 * budget.
 *
 * @param store the store
 */
public record FailedRuns(RunStore store) {

  /**
   * One of them.
   *
   * @param folder its folder
   * @param state how it ended
   * @param bytes what its files take
   */
  public record Ended(RunFolder folder, RunState state, long bytes) {}

  /** All of them by id, pre-trainings first. */
  public List<Ended> all() {
    List<Manifest> manifests = new ArrayList<>(store.preTrainings());
    manifests.addAll(store.runs());
    return manifests.stream()
        .filter(manifest -> withoutResult(manifest.state()))
        .map(manifest -> new Ended(store.folder(manifest.key()), manifest.state(), 0))
        .filter(ended -> !Files.isSymbolicLink(ended.folder().path()))
        .map(ended -> new Ended(ended.folder(), ended.state(), bytes(ended.folder().path())))
        .toList();
  }

  private static boolean withoutResult(RunState state) {
    return state.ended() && state != RunState.DONE;
  }

  /**
   * Removes one's folder, the manifest after everything that it speaks of, so that a kill leaves
   * what can be removed again; links are removed and not followed.
   *
   * @return whether it was removed; it isn't if somebody works on it or has begun it anew
   * @throws BadInputException naming the file that can't be removed
   */
  public boolean remove(RunFolder folder) {
    Optional<Claim> claim = folder.tryLock();
    if (claim.isEmpty()) {
      return false;
    }
    try (Claim held = claim.get()) {
      if (!withoutResult(folder.state())) {
        return false;
      }
      List<Path> paths = paths(folder.path());
      paths.sort(Comparator.comparingInt(path -> rank(folder, path)));
      for (Path path : paths) {
        delete(path);
      }
    }
    return true;
  }

  /**
   * Lets one go on from its last checkpoint, if it has one and would not fail in the same way: a
   * run that diverged would.
   *
   * @return whether it goes on; it doesn't either if somebody works on it or has begun it anew
   */
  public boolean reopen(RunFolder folder) {
    Optional<Claim> claim = folder.tryLock();
    if (claim.isEmpty()) {
      return false;
    }
    try (Claim held = claim.get()) {
      boolean goesOn = canGoOn(folder);
      if (goesOn) {
        folder.reopen();
      }
      return goesOn;
    }
  }

  /** Whether {@link #reopen} would let one go on; nothing is written. */
  public boolean canGoOn(RunFolder folder) {
    RunState state = folder.state();
    return withoutResult(state) && state != RunState.DIVERGED && folder.checkpoint().exists();
  }

  /** Contents before their folder; the manifest and the folder itself at the end. */
  private static int rank(RunFolder folder, Path path) {
    if (path.equals(folder.path())) {
      return 2;
    }
    return path.equals(folder.path().resolve(RunFolder.MANIFEST)) ? 1 : 0;
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new BadInputException(
          "can't remove '" + path + "' (" + e + "); check who may write there.", e);
    }
  }

  private static long bytes(Path folder) {
    long bytes = 0;
    for (Path path : paths(folder)) {
      try {
        bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
      } catch (IOException e) {
        throw new BadInputException("can't read '" + path + "': " + e + ".", e);
      }
    }
    return bytes;
  }

  /** Everything in a folder, deepest first, and the folder. */
  private static List<Path> paths(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> all = new ArrayList<>(paths.toList());
      all.sort(Comparator.comparingInt(Path::getNameCount).reversed());
      return all;
    } catch (IOException e) {
      throw new BadInputException("can't list '" + folder + "': " + e + ".", e);
    }
  }
}
