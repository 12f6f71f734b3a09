package org.voxelbench.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.ClaimHolder;
import org.voxelbench.base.claim.Claims;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.results.RunState;

/**
 * The folder of one run (or pre-training), of which the owner of its claim writes. Who holds the
 * claim by this object and lost it, since it was taken for dead, can write nothing more by it.
 */
public final class RunFolder {

  /** The manifest's name in a run's folder. */
  public static final String MANIFEST = "manifest.json";

  static final String ROWS = "rows.csv";

  private static final String PREDICTIONS = "predictions";

  private final StoreKey key;
  private final String id;
  private final Path path;
  private final Path unit;
  private final Consumer<List<EpochRow>> follower;
  private volatile Claim claim;

  /**
   * @param parent the folder of the run's folder
   * @param claims the folder of claims to such folders
   */
  RunFolder(StoreKey key, Path parent, Path claims) {
    this(key, parent.resolve(key.id()), claims.resolve(key.id()), rows -> {});
  }

  private RunFolder(StoreKey key, Path path, Path unit, Consumer<List<EpochRow>> follower) {
    this.key = key;
    this.id = key.id();
    this.path = path;
    this.unit = unit;
    this.follower = follower;
  }

  /**
   * The same folder, with somebody who hears all epochs of the log as it is opened, and again after
   * each that is added.
   */
  public RunFolder followedBy(Consumer<List<EpochRow>> other) {
    return new RunFolder(key, path, unit, other);
  }

  /** The run's id. */
  public String id() {
    return id;
  }

  /** What its id stands for. */
  public StoreKey key() {
    return key;
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /**
   * Takes the right to work on the run, unless a process that lives holds it, on any machine, and
   * clears what a killed owner left half-written.
   */
  public Optional<Claim> tryLock() {
    return cleared(Claims.ofProcess().take(unit));
  }

  /**
   * Takes the same right, also from a process on another machine that is found to be dead, which
   * takes minutes.
   *
   * @param waiting is run before each wait, and ends it by what it throws
   * @throws RunHeldException if the process lives
   */
  public Claim takeFromTheDead(Runnable waiting) {
    return cleared(Claims.ofProcess().takeFromTheDead(unit, waiting))
        .orElseThrow(() -> new RunHeldException(this));
  }

  private Optional<Claim> cleared(Optional<Claim> taken) {
    boolean cleared = false;
    try {
      if (taken.isPresent()) {
        StaleParts.clear(path);
        claim = taken.get();
      }
      cleared = true;
    } finally {
      if (!cleared) {
        taken.ifPresent(Claim::close);
      }
    }
    return taken;
  }

  /**
   * Takes the same right.
   *
   * @throws RunHeldException if a process that lives holds it
   */
  public Claim lock() {
    return tryLock().orElseThrow(() -> new RunHeldException(this));
  }

  /** Who works on the run, or did until it died; nothing is written. */
  public Optional<ClaimHolder> owner() {
    return Claims.ofProcess().holder(unit);
  }

  /** Whether a process that lives works on the run, as far as can be said without waiting. */
  public boolean isHeld() {
    return owner().filter(holder -> holder.lives(Instant.now())).isPresent();
  }

  /**
   * Makes sure that a right that was taken is still held.
   *
   * @throws org.voxelbench.base.claim.ClaimLostException if another process took over the run
   */
  public void check() {
    if (claim != null) {
      claim.check();
    }
  }

  /** The manifest, if the run was ever started. */
  public Optional<Manifest> manifest() {
    Path file = path.resolve(MANIFEST);
    return Files.exists(file) ? Optional.of(ManifestFile.read(file, id)) : Optional.empty();
  }

  /** Where the run stands. */
  public RunState state() {
    return manifest().map(Manifest::state).orElse(RunState.PLANNED);
  }

  /**
   * Writes the manifest before training, or before going on with it.
   *
   * @param preTraining id of the pre-training that the run starts from, or empty
   * @throws BadInputException if the run is done, or began with other data, another pre-training or
   *     another arithmetic
   */
  public Manifest start(
      Environment environment, Map<String, String> dataHashes, String preTraining, Instant now) {
    Optional<Manifest> before = manifest();
    Manifest manifest =
        Manifest.running(
            key,
            preTraining,
            environment,
            dataHashes,
            before.map(Manifest::starts).orElse(0) + 1,
            before.map(Manifest::started).orElse(now.toString()));
    before.ifPresent(earlier -> ManifestFile.canContinue(earlier, manifest));
    check();
    ManifestFile.write(path.resolve(MANIFEST), manifest);
    return manifest;
  }

  /**
   * Lets a run that ended without a result go on from its last checkpoint.
   *
   * @throws BadInputException if the run is done or hasn't ended
   */
  void reopen() {
    check();
    if (!state().ended() || state() == RunState.DONE) {
      throw new BadInputException("run '" + id + "' is " + state().text() + ", not failed.");
    }
    ManifestFile.write(path.resolve(MANIFEST), manifest().orElseThrow().reopened());
  }

  /**
   * Seals the manifest after the run's end.
   *
   * @param reason why it ended so, in one sentence; empty if it is done
   * @throws BadInputException if the run is not running, or is done without the weights (and, but
   *     for a pre-training, the rows) that its outcome names
   */
  public Manifest seal(RunState state, String reason, Outcome outcome, Instant now) {
    check();
    Manifest running = manifest().orElse(null);
    if (running == null || running.state() != RunState.RUNNING || !state.ended()) {
      throw new BadInputException(
          "run '" + id + "' is " + state().text() + " and can't become " + state.text() + ".");
    }
    if (reason.isEmpty() != (state == RunState.DONE)) {
      throw new BadInputException(
          "run '" + id + "' can't end as " + state.text() + " for the reason '" + reason + "'.");
    }
    if (state == RunState.DONE) {
      weights().verify(outcome.weightsSha256());
      if (key instanceof RunKey) {
        rows();
      }
    }
    Manifest sealed =
        new Manifest(
            id,
            key,
            state,
            reason,
            running.preTraining(),
            running.environment(),
            running.dataHashes(),
            running.starts(),
            running.started(),
            now.toString(),
            outcome,
            state == RunState.DONE ? SealedFiles.hashes(path) : Map.of());
    check();
    ManifestFile.write(path.resolve(MANIFEST), sealed);
    return sealed;
  }

  /** The latest checkpoint. */
  public CheckpointFile checkpoint() {
    return new CheckpointFile(id, path, this::check);
  }

  /** The final weights. */
  public WeightsFile weights() {
    return new WeightsFile(id, path, this::check);
  }

  /** The log of a training that goes on after some epochs, 0 for a new one. */
  public TrainingLog trainingLog(int epochs) {
    return TrainingLog.continued(path.resolve(TrainingLog.NAME), epochs, this::check, follower);
  }

  /** The epochs that the log holds so far. */
  public List<EpochRow> epochs() {
    return TrainingLog.read(path.resolve(TrainingLog.NAME));
  }

  /**
   * Writes the run's rows.
   *
   * @throws BadInputException if a row is of another run, or there is none
   */
  public void writeRows(List<ResultRow> rows) {
    ManifestFile.areRowsOf(id, rows, "the rows to write");
    check();
    ResultsCsv.write(path.resolve(ROWS), rows);
  }

  /** Reads the run's rows. */
  public List<ResultRow> rows() {
    return rows(path, id);
  }

  static List<ResultRow> rows(Path folder, String id) {
    Path file = folder.resolve(ROWS);
    List<ResultRow> rows = ResultsCsv.read(file);
    ManifestFile.areRowsOf(id, rows, "'" + file + "'");
    return rows;
  }

  /** Where the prediction of a case lies. */
  public Path prediction(String caseId) {
    if (!RawCase.isId(caseId)) {
      throw new BadInputException("'" + caseId + "' can't be the name of a case and a file.");
    }
    return path.resolve(PREDICTIONS).resolve(caseId + ".nii.gz");
  }

  /**
   * What an earlier start of the run predicted.
   *
   * @param weightsSha256 hash of the weights that predict now
   */
  public KeptPredictions predictions(String weightsSha256) {
    return new KeptPredictions(this, path.resolve(PREDICTIONS), weightsSha256);
  }
}
