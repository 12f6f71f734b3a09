package org.voxelbench.harness.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.harness.experiment.Cell;
import org.voxelbench.harness.experiment.Contender;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;

/**
 * One piece of work with a folder of its own: a pre-training, or a run of the matrix.
 *
 * @param folder where it leaves what it makes
 * @param name for people
 * @param contender the method
 * @param seed the seed
 * @param cell the run; empty for a pre-training
 * @param preTraining the pre-training that the run starts from; empty for a random start
 */
public record Unit(
    RunFolder folder,
    String name,
    Contender contender,
    long seed,
    Optional<Cell> cell,
    Optional<RunFolder> preTraining) {

  /** All work of an experiment, each pre-training before the first run that needs it. */
  public static List<Unit> all(Experiment experiment, RunFolders folders) {
    List<Unit> units = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Cell cell : experiment.cells()) {
      Contender contender = cell.contender();
      Optional<RunFolder> start =
          contender.pretext().map(task -> folders.preTraining(contender, cell.seed()));
      start
          .filter(folder -> known.add(folder.id()))
          .ifPresent(folder -> units.add(ofPreTraining(folder, contender, cell.seed())));
      units.add(
          new Unit(
              folders.run(cell), cell.name(), contender, cell.seed(), Optional.of(cell), start));
    }
    return List.copyOf(units);
  }

  private static Unit ofPreTraining(RunFolder folder, Contender contender, long seed) {
    return new Unit(
        folder,
        "Pre-training " + contender.label() + ", seed " + seed,
        contender,
        seed,
        Optional.empty(),
        Optional.empty());
  }

  /** The same work, to be left in another store. */
  public Unit in(RunStore other) {
    return new Unit(other.folder(folder.key()), name, contender, seed, cell, preTraining);
  }

  public String id() {
    return folder.id();
  }
}
