package org.voxelbench.harness.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Listing;
import org.voxelbench.engine.NdArray;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.training.pretext.CheckpointSource;
import org.voxelbench.training.transfer.LoadingEntry;
import org.voxelbench.training.transfer.LoadingReport;
import org.voxelbench.training.transfer.TransferScope;
import org.voxelbench.weights.WeightsArchive;
import org.voxelbench.weights.nnssl.AdaptationPlan;

/**
 * A start from a file of weights, which is looked for, hashed and read when somebody first needs
 * it: results can be reported where the file is not.
 */
public final class CheckpointStart {

  private final String label;
  private final CheckpointSource source;
  private final CheckpointPlace place;
  private Opened opened;

  private record Opened(
      CheckpointPlace.Found found, ForeignWeights weights, Optional<AdaptationPlan> plan) {}

  private CheckpointStart(String label, CheckpointSource source, CheckpointPlace place) {
    this.label = label;
    this.source = source;
    this.place = place;
  }

  /**
   * The start of a method.
   *
   * @param label the method's name in the protocol
   * @throws BadInputException if its settings can't name a file
   */
  public static CheckpointStart of(String label, CheckpointSource source) {
    source.check(label);
    return new CheckpointStart(label, source, CheckpointPlace.of(System.getenv()));
  }

  private synchronized Opened opened() {
    if (opened == null) {
      CheckpointPlace.Found found = place.find(label, source);
      try (WeightsArchive archive = WeightsArchive.open(found.file())) {
        opened =
            new Opened(
                found, ForeignWeights.of(archive, source.names()), CheckpointPlan.of(archive));
      }
    }
    return opened;
  }

  /** Whether the file was there and could be read when it was first needed. */
  public synchronized boolean isRead() {
    return opened != null;
  }

  /** The parts that move to the downstream network. */
  public TransferScope transfer() {
    return source.transfer();
  }

  /** The patch {@code [D, H, W]} that it was trained on; empty if nothing states it. */
  public Optional<List<Integer>> pretrainedPatch() {
    return opened().plan().flatMap(plan -> plan.pretraining().patch());
  }

  /** The file. */
  public Path file() {
    return opened().found().file();
  }

  /** The file's hash, in hex. */
  public String sha256() {
    return opened().found().sha256();
  }

  /** The shapes of its weights by name. */
  public Map<String, int[]> shapes() {
    return opened().weights().shapes();
  }

  /** The values of its weights by name. */
  public Map<String, NdArray> weights() {
    try (WeightsArchive archive = WeightsArchive.open(file())) {
      return opened().weights().read(archive);
    }
  }

  /**
   * The plan that it states.
   *
   * @param batchSize patches per batch, which it leaves open
   * @throws BadInputException if it states none, or none that can be followed
   */
  public FixedPlanner plan(int batchSize) {
    AdaptationPlan plan =
        opened()
            .plan()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "method '"
                            + label
                            + "' asks for 'plan: checkpoint', but '"
                            + file()
                            + "' states none, neither under "
                            + AdaptationPlan.KEY
                            + " nor in an adaptation_plan.json beside it; give 'plan: fixed'."));
    return CheckpointPlan.planner(file(), plan, batchSize);
  }

  /**
   * Reads it, and says what has to stand beside its results.
   *
   * @param evaluated names of the data sets that runs are evaluated on
   * @param trainedAt voxel size in mm that it is trained at; empty if that depends on the data or
   *     is the checkpoint's own
   * @return a sentence each
   * @throws BadInputException if it can't be read, or was trained on what is evaluated
   */
  public List<String> examine(Collection<String> evaluated, Optional<List<Double>> trainedAt) {
    Opened found = opened();
    List<String> seen =
        evaluated.stream()
            .filter(name -> source.corpus().stream().anyMatch(corpus -> same(corpus, name)))
            .toList();
    if (!seen.isEmpty()) {
      throw new BadInputException(
          "method '"
              + label
              + "' starts from weights that were trained on "
              + Listing.of(seen)
              + ", as its 'trainedOn' says, which runs are evaluated on; leave the method or the"
              + " data set out.");
    }
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "Method '"
            + label
            + "' starts from '"
            + found.found().file().getFileName()
            + "' (SHA-256 "
            + found.found().sha256()
            + "), which others trained on "
            + (source.corpus().isEmpty()
                ? "images that are not stated"
                : Listing.of(source.corpus()))
            + ": whether images that are evaluated here were among them can't be looked into.");
    found
        .plan()
        .flatMap(plan -> plan.pretraining().spacing())
        .filter(own -> trainedAt.isPresent() && !own.equals(trainedAt.get()))
        .ifPresent(
            own ->
                remarks.add(
                    "Method '"
                        + label
                        + "' was pre-trained at "
                        + own
                        + " mm and is trained at the "
                        + trainedAt.get()
                        + " mm of the protocol's plan."));
    return remarks;
  }

  /**
   * Whether all that it promises arrives in a network that is said to be its own.
   *
   * @param report what a transfer into that network does
   * @throws BadInputException naming a weight and both shapes, if something doesn't
   */
  public void checkArrival(LoadingReport report) {
    List<LoadingEntry> promised =
        report.entries().stream()
            .filter(entry -> transfer().parts().contains(entry.part()))
            .toList();
    List<LoadingEntry> lost = promised.stream().filter(entry -> entry.values() == 0).toList();
    if (!lost.isEmpty()) {
      throw new BadInputException(
          "'"
              + file().getFileName()
              + "' is of another network: "
              + lost.size()
              + " of "
              + promised.size()
              + " weights of "
              + transfer()
              + " don't arrive, '"
              + lost.get(0).name()
              + "' the first ("
              + lost.get(0).reason()
              + "); give 'plan: checkpoint' if the file states its network, 'plan: dynamic' to take"
              + " what fits, 'names' if it calls weights otherwise, or another 'plans.fixed'.");
    }
  }

  /** nnU-Net puts a number before a data set's name. */
  private static boolean same(String one, String other) {
    return bare(one).equals(bare(other));
  }

  private static String bare(String name) {
    return name.replaceFirst("^(Dataset|Task)\\d+_", "").toLowerCase(Locale.ROOT);
  }
}
