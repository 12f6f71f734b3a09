package org.voxelbench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.ClaimHolder;
import org.voxelbench.base.claim.Claims;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.results.RunState;

/**
 * The folder of an experiment: {@code runs/<id>/}, {@code pretraining/<id>/}, {@code results.csv}.
 *
 * @param folder the folder; made when something is written
 */
public record RunStore(Path folder) {

  static final String RUNS = "runs";
  static final String PRE_TRAININGS = "pretraining";

  /**
   * Joins those who are at work here, and clears what killed ones left half-written outside the
   * runs' folders if nobody else is.
   */
  public Attendance enter() {
    Attendance attendance = Attendance.join(claims().resolve("present"));
    clear(attendance);
    return attendance;
  }

  /** Clears what killed processes left half-written here, unless others are at work. */
  public void clear(Attendance attendance) {
    List<Path> parts = new ArrayList<>(StaleParts.in(folder, 1));
    List.of("phantoms", "preprocessed", "report")
        .forEach(name -> parts.addAll(StaleParts.in(folder.resolve(name), Integer.MAX_VALUE)));
    // Who comes after the parts were listed writes others.
    if (attendance.isAlone()) {
      StaleParts.delete(parts);
    }
  }

  /** Joins those whose benchmark here has begun. */
  public Attendance begin() {
    return Attendance.join(begun());
  }

  /** Who of those lives, as far as can be said without waiting. */
  public List<ClaimHolder> atWork() {
    return Attendance.in(begun()).stream().filter(one -> one.lives(Instant.now())).toList();
  }

  private Path begun() {
    return claims().resolve("begun");
  }

  /**
   * The right to do what one process here does at a time, such as writing the report.
   *
   * @param what a name for it
   * @param waiting hears who has it, before each wait for it, and ends the wait by what it throws
   */
  public Claim turn(String what, Consumer<Optional<ClaimHolder>> waiting) {
    Path unit = claims().resolve(what);
    return Claims.ofProcess().await(unit, () -> waiting.accept(Claims.ofProcess().holder(unit)));
  }

  private Path claims() {
    return folder.resolve("claims");
  }

  /** The folder of a run. */
  public RunFolder run(RunKey key) {
    return new RunFolder(key, runsFolder(), claims().resolve(RUNS));
  }

  /** The folder of a pre-training. */
  public RunFolder preTraining(StoreKey key) {
    return new RunFolder(key, preTrainingFolder(), claims().resolve(PRE_TRAININGS));
  }

  /** The folder of a run or pre-training. */
  public RunFolder folder(StoreKey key) {
    return key instanceof RunKey run ? run(run) : preTraining(key);
  }

  private Path runsFolder() {
    return folder.resolve(RUNS);
  }

  private Path preTrainingFolder() {
    return folder.resolve(PRE_TRAININGS);
  }

  /** The manifests of all runs that were ever started, by id. */
  public List<Manifest> runs() {
    return manifests(runsFolder());
  }

  /** The manifests of all pre-trainings that were ever started, by id. */
  public List<Manifest> preTrainings() {
    return manifests(preTrainingFolder());
  }

  private static List<Manifest> manifests(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders
          .filter(run -> Files.exists(run.resolve(RunFolder.MANIFEST)))
          .sorted()
          .map(
              run ->
                  ManifestFile.read(run.resolve(RunFolder.MANIFEST), run.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new BadInputException("can't list '" + parent + "': " + FileFault.words(e), e);
    }
  }

  /**
   * Joins the rows of all runs that are done into {@code results.csv}.
   *
   * @return the rows
   * @throws BadInputException naming the file, if a run's rows are missing, damaged, of another run
   *     or not comparable with the others
   */
  public List<ResultRow> collect() {
    List<Path> files = new ArrayList<>();
    for (Manifest manifest : runs()) {
      if (manifest.state() == RunState.DONE) {
        Path run = runsFolder().resolve(manifest.id());
        RunFolder.rows(run, manifest.id());
        files.add(run.resolve(RunFolder.ROWS));
      }
    }
    List<ResultRow> rows = ResultsCsv.join(files);
    ResultsCsv.write(folder.resolve(ResultsCsv.NAME), rows);
    return rows;
  }

  /**
   * All runs of an engine in brief, for the experiment's summary.
   *
   * @param engine its id
   * @throws BadInputException if a run names a pre-training that is not in the store
   */
  public List<RunNote> notes(String engine) {
    Map<String, Manifest> preTrainings = new TreeMap<>();
    preTrainings().forEach(manifest -> preTrainings.put(manifest.id(), manifest));
    List<RunNote> notes = new ArrayList<>();
    for (Manifest manifest : runs()) {
      if (manifest.key() instanceof RunKey key && key.engine().equals(engine)) {
        Outcome outcome = manifest.outcome();
        Outcome preTraining = preTraining(manifest, preTrainings);
        notes.add(
            new RunNote(
                manifest.id(),
                key.method(),
                key.dataset(),
                key.trainingCases(),
                key.fold(),
                key.seed(),
                manifest.state(),
                manifest.reason(),
                manifest.environment().engine().device(),
                manifest.environment().engine().threads(),
                outcome.trainingSeconds(),
                preTraining.trainingSeconds(),
                outcome.inferenceSeconds(),
                outcome.peakMemoryBytes(),
                outcome.energyJoules() + preTraining.energyJoules(),
                run(key).epochs().stream().mapToInt(EpochRow::skippedSteps).sum()));
      }
    }
    return notes;
  }

  private static Outcome preTraining(Manifest run, Map<String, Manifest> preTrainings) {
    if (run.preTraining().isEmpty()) {
      return Outcome.none();
    }
    Manifest preTraining = preTrainings.get(run.preTraining());
    if (preTraining == null) {
      throw new BadInputException(
          "run '"
              + run.id()
              + "' starts from pre-training '"
              + run.preTraining()
              + "', which is not in the store; put its folder back.");
    }
    return preTraining.outcome();
  }
}
