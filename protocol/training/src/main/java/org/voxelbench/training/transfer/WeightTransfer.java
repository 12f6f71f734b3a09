package org.voxelbench.training.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.NetworkPart;
import org.voxelbench.training.network.PositionEmbedding;
import org.voxelbench.training.network.WeightNames;

/**
 * Moves pre-trained weights into a downstream network.
 *
 * <p>Weights are matched by name (aliases of nnU-Net's checkpoints included) within the promised
 * parts, decoder stages of networks that differ in depth by resolution. The kernel that reads the
 * input is repeated over more input channels and divided by the number of repeats; a kernel is
 * averaged along axes where the downstream kernel is 1; an embedding of places is interpolated to
 * the downstream patch; what does not fit then is left out (TaWald/nnUNet: {@code
 * pretrainedTrainer.py}; nnU-Net: {@code dynamicPretrainedTrainer.py}).
 */
public final class WeightTransfer {

  private final Network network;
  private final TransferScope scope;
  private final Optional<List<Integer>> patch;

  /**
   * Prepares transfers.
   *
   * @param network the downstream network
   * @param scope the parts that the method promises
   * @param patch the patch {@code [D, H, W]} of the pre-trained network, on whose grid an embedding
   *     of places lies; empty where that is not known, and is taken for the network's own if that
   *     has as many places, else for a cube
   */
  public WeightTransfer(Network network, TransferScope scope, Optional<List<Integer>> patch) {
    this.network = network;
    this.scope = scope;
    this.patch = patch;
  }

  /** Prepares transfers from patches of unknown size. */
  public WeightTransfer(Network network, TransferScope scope) {
    this(network, scope, Optional.empty());
  }

  /** The weights to start from, in the downstream network's order, and what became of each. */
  public record Adapted(Map<String, NdArray> weights, LoadingReport report) {}

  /**
   * Transfers weights.
   *
   * @param pretrained pre-trained weights by name
   * @param initial freshly drawn weights of the downstream network, which stay where nothing
   *     arrives
   * @throws BadInputException as {@link #dryRun}
   */
  public Adapted apply(Map<String, NdArray> pretrained, Map<String, NdArray> initial) {
    Map<String, NdArray> source = WeightNames.unify(pretrained);
    Map<String, int[]> shapes = new LinkedHashMap<>();
    source.forEach((name, value) -> shapes.put(name, value.shape()));
    LoadingReport report = dryRun(shapes);
    WeightSources sources = sources(shapes);
    Map<String, NdArray> weights = new LinkedHashMap<>();
    for (String name : network.weights().names()) {
      NdArray fresh = initial.get(name);
      if (fresh == null || !Arrays.equals(fresh.shape(), network.weights().shape(name))) {
        throw new BadInputException(
            "the initial weights hold no '"
                + name
                + "' of shape "
                + Arrays.toString(network.weights().shape(name))
                + ".");
      }
      Optional<WeightFit> fit = fit(name, shapes, sources);
      weights.put(name, fit.isPresent() ? fit.get().apply(source.get(sources.of(name))) : fresh);
    }
    return new Adapted(weights, report);
  }

  /**
   * What a transfer would do, from shapes alone.
   *
   * @param pretrained shapes of the pre-trained weights by name
   * @throws BadInputException if no kernel of a promised part would arrive
   */
  public LoadingReport dryRun(Map<String, int[]> pretrained) {
    Map<String, int[]> shapes = WeightNames.unify(pretrained);
    WeightSources sources = sources(shapes);
    List<LoadingEntry> entries = new ArrayList<>();
    Set<String> without = new LinkedHashSet<>(shapes.keySet());
    for (String name : network.weights().names()) {
      entries.add(downstream(name, shapes, sources));
      without.remove(sources.of(name));
    }
    for (String name : without) {
      String reason =
          network.weights().contains(name)
              ? "the downstream decoder has no stage of this resolution"
              : "the downstream network has no such weight";
      entries.add(new LoadingEntry(name, network.part(name), TransferOutcome.SKIPPED, 0, reason));
    }
    for (NetworkPart part : scope.parts()) {
      checkArrival(part, entries);
    }
    boolean stemAdapted =
        fit(network.inputKernel(), shapes, sources)
            .map(fit -> fit instanceof KernelFit kernel && kernel.spread())
            .orElse(false);
    return new LoadingReport(entries, stemAdapted, network.weights().parameters());
  }

  private WeightSources sources(Map<String, int[]> shapes) {
    return scope.parts().contains(NetworkPart.DECODER)
        ? WeightSources.of(shapes.keySet(), network.weights().names())
        : new WeightSources(0);
  }

  private Optional<WeightFit> fit(String name, Map<String, int[]> shapes, WeightSources sources) {
    int[] from = shapes.get(sources.of(name));
    if (from == null || !scope.parts().contains(network.part(name))) {
      return Optional.empty();
    }
    int[] to = network.weights().shape(name);
    Optional<PositionEmbedding> places =
        network.positions().filter(embedding -> embedding.name().equals(name));
    return places.isPresent()
        ? PositionFit.of(from, places.get(), to[to.length - 1], patch)
        : KernelFit.of(from, to, name.equals(network.inputKernel())).map(WeightFit.class::cast);
  }

  private LoadingEntry downstream(String name, Map<String, int[]> shapes, WeightSources sources) {
    NetworkPart part = network.part(name);
    if (!scope.parts().contains(part)) {
      String reason =
          part == NetworkPart.HEAD
              ? "heads are never transferred"
              : "this part is not to be transferred";
      return new LoadingEntry(name, part, TransferOutcome.FRESH, 0, reason);
    }
    String source = sources.of(name);
    int[] from = shapes.get(source);
    if (from == null) {
      return new LoadingEntry(
          name, part, TransferOutcome.FRESH, 0, "not among the pre-trained weights");
    }
    int[] to = network.weights().shape(name);
    return fit(name, shapes, sources)
        .map(
            fit ->
                new LoadingEntry(
                    name,
                    part,
                    fit.exact() ? TransferOutcome.LOADED : TransferOutcome.ADAPTED,
                    NdArray.size(to),
                    fit.reason() + (source.equals(name) ? "" : ", from '" + source + "'")))
        .orElseGet(
            () ->
                new LoadingEntry(
                    name,
                    part,
                    TransferOutcome.SKIPPED,
                    0,
                    "pre-trained shape "
                        + Arrays.toString(from)
                        + " does not fit "
                        + Arrays.toString(to)));
  }

  private void checkArrival(NetworkPart part, List<LoadingEntry> entries) {
    LoadingEntry first = null;
    for (LoadingEntry entry : entries) {
      boolean kernel =
          entry.part() == part
              && network.weights().contains(entry.name())
              && network.weights().shape(entry.name()).length > 1;
      if (kernel && entry.values() > 0) {
        return;
      }
      first = kernel && first == null ? entry : first;
    }
    throw new BadInputException(
        "the "
            + part.name().toLowerCase(Locale.ROOT)
            + " is to be moved, but none of its kernels would arrive in the network"
            + (first == null ? "" : " (" + first.name() + ": " + first.reason() + ")")
            + "; take weights of the same architecture, or move less.");
  }
}
