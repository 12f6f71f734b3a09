package org.voxelbench.harness.selftest;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.harness.selftest.ops.Distance;
import org.voxelbench.harness.selftest.ops.Tolerances;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.RunFolder;
import org.voxelbench.training.loop.Interruption;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.protocol.Budget;
import org.voxelbench.training.protocol.Checkpointing;
import org.voxelbench.training.protocol.Divergence;
import org.voxelbench.training.protocol.Length;

/**
 * A small training in a process of its own, killed in its midst (SIGKILL) and resumed by another,
 * against the same training without a kill.
 */
final class KillAndResume implements Section {

  private static final String WORKLOAD = "mae";
  private static final Length LENGTH = new Length(12, 2, 0);

  /** A checkpoint after every epoch. */
  private static final Limits LIMITS =
      new Limits(Budget.none(), Divergence.standard(), new Checkpointing(0), new Interruption());

  /** Epochs that must be done before the kill, of which the resumed process may repeat none. */
  private static final int EPOCHS_BEFORE = 3;

  private final JavaCommand java;
  private final Path root;

  /**
   * Prepares.
   *
   * @param root takes the trainings' folders
   */
  KillAndResume(JavaCommand java, Path root) {
    this.java = java;
    this.root = root;
  }

  @Override
  public String name() {
    return "kill and resume";
  }

  @Override
  public double share() {
    return 2;
  }

  /** Trains from where the folder stands to the end, and writes the weights. */
  static Map<String, NdArray> train(Workload workload, Engine engine, Path root) {
    RunFolder folder = workload.folder(root, engine);
    Checkpoint trained = workload.run(engine, folder, LENGTH, LIMITS, workload.madeUpCase(), 1);
    folder.weights().write(trained.weights());
    return trained.weights();
  }

  @Override
  public void check(Subject subject, Engine engine, Checks checks) {
    Workload workload = Workloads.named(Workloads.small(), WORKLOAD);
    checks.run(WORKLOAD, () -> check(subject, engine, workload, checks.deadline()));
  }

  private Finding check(Subject subject, Engine engine, Workload workload, Deadline deadline) {
    try (WorkFolder killed = WorkFolder.under(root);
        WorkFolder whole = WorkFolder.under(root)) {
      RunFolder folder = workload.folder(killed.path(), engine);
      int epochs;
      try (PartProcess victim =
          PartProcess.start(java, subject, killed.path(), WORKLOAD, PartCommand.Kind.TRAINING)) {
        boolean atWork =
            victim.killOnce(
                () -> folder.checkpoint().exists() && folder.epochs().size() >= EPOCHS_BEFORE,
                deadline);
        if (!atWork) {
          return deadline.passed()
              ? Finding.leftOut("for time: the training to kill did not get so far")
              : Finding.wrong(
                  victim.succeeded()
                      ? "the training ended before it could be killed with a checkpoint"
                      : victim.failure());
        }
        epochs = folder.epochs().size();
      }
      try (PartProcess resumed =
          PartProcess.start(java, subject, killed.path(), WORKLOAD, PartCommand.Kind.TRAINING)) {
        if (!resumed.ended(deadline)) {
          return Finding.leftOut("for time: the resumed training did not come to its end");
        }
        if (!resumed.succeeded()) {
          return Finding.wrong(resumed.failure());
        }
      }
      Map<String, NdArray> expected = train(workload, engine, whole.path());
      Map<String, NdArray> found = Safetensors.read(folder.weights().path()).tensors();
      double bound = Tolerances.of(subject.precision()).resumed();
      return compare(found, expected, engine.info().deterministic(), bound, epochs);
    }
  }

  /**
   * Whether the weights are those of the training without a kill.
   *
   * @param epochs done before the kill
   */
  static Finding compare(
      Map<String, NdArray> found,
      Map<String, NdArray> expected,
      boolean deterministic,
      double bound,
      int epochs) {
    boolean equal = Distance.equalBits(found, expected);
    double distance = Distance.largestRelative(found, expected);
    String after = "killed after " + epochs + " of " + LENGTH.epochs() + " epochs; ";
    return Finding.of(
        deterministic ? equal : distance <= bound,
        Map.of(
            "epochs_before_kill",
            (double) epochs,
            "largest_difference",
            distance,
            "bound",
            deterministic ? 0 : bound),
        after
            + (equal
                ? "the weights have the same bits"
                : String.format(
                    Locale.ROOT,
                    "weights differ by up to %.1e%s",
                    distance,
                    deterministic
                        ? ", though the device promises equal bits"
                        : String.format(Locale.ROOT, " of %.1e", bound))));
  }
}
