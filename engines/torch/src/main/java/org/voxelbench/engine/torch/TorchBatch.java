package org.voxelbench.engine.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.torch.ops.NativeScope;
import org.voxelbench.engine.torch.ranks.Rank;
import org.voxelbench.engine.torch.ranks.RankResult;

/**
 * Inputs on the device, each under a counted reference until it is closed: those of a whole batch,
 * or the shares of it that this process's ranks compute.
 */
final class TorchBatch implements Batch {

  private final TorchContext context;
  private final boolean ofRanks;
  private final Optional<CopyStream.Arrival> arrival;
  private List<Map<String, Tensor>> shares;

  private TorchBatch(TorchContext context, boolean ofRanks, List<Map<String, NdArray>> arrays) {
    this.context = context;
    this.ofRanks = ofRanks;
    List<Map<String, Tensor>> staged = new ArrayList<>();
    Runnable copies = () -> arrays.forEach(share -> staged.add(copied(share)));
    try (NativeScope scope = new NativeScope(false)) {
      arrival = context.copyStream().map(stream -> stream.copy(copies));
      if (arrival.isEmpty()) {
        copies.run();
      }
      staged.forEach(share -> share.values().forEach(Tensor::retainReference));
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "staging the inputs " + arrays);
    }
    shares = staged;
  }

  private Map<String, Tensor> copied(Map<String, NdArray> share) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    share.forEach((name, array) -> inputs.put(name, context.copies().toDevice(array)));
    return inputs;
  }

  /** A batch that is computed as one. */
  static TorchBatch whole(TorchContext context, Map<String, NdArray> inputs) {
    return new TorchBatch(context, false, List.of(inputs));
  }

  /** The shares of this process's ranks of a batch, in their order. */
  static TorchBatch ofRanks(TorchContext context, List<Map<String, NdArray>> shares) {
    int here = context.ranks().ranks().here().size();
    if (shares.size() != here) {
      throw new EngineException(
          "this process computes " + here + " ranks and was given " + shares.size() + " shares.");
    }
    return new TorchBatch(context, true, shares);
  }

  /** A batch that is open and belongs to the engine of the given context. */
  static TorchBatch own(Batch batch, TorchContext context) {
    if (!(batch instanceof TorchBatch own) || own.context != context) {
      throw new EngineException("the batch was not staged by this engine; stage it here.");
    }
    if (own.shares == null) {
      throw new EngineException("the batch is closed; stage its inputs again.");
    }
    return own;
  }

  /** The inputs of a whole batch, for what this thread computes next. */
  Map<String, Tensor> inputs() {
    if (ofRanks) {
      throw new EngineException("the batch is one of ranks; stage it as a whole for this.");
    }
    return share(0);
  }

  private Map<String, Tensor> share(int seat) {
    Map<String, Tensor> inputs = shares.get(seat);
    arrival.ifPresent(copied -> copied.await(inputs.values()));
    return inputs;
  }

  /** What each rank of this process computes of its inputs, in their order. */
  <T extends RankResult> List<T> each(BiFunction<Rank, Map<String, Tensor>, T> work) {
    return ofRanks
        ? context.ranks().each(rank -> work.apply(rank, share(rank.seat())))
        : List.of(work.apply(Rank.ONLY, share(0)));
  }

  /**
   * The sum over all ranks, in the memory of the first of this process's.
   *
   * @param own of this process's ranks, flat
   */
  Tensor sum(List<Tensor> own) {
    return ofRanks ? context.ranks().sum(own) : own.get(0);
  }

  @Override
  public void close() {
    if (shares != null) {
      shares.forEach(share -> share.values().forEach(Tensor::releaseReference));
      arrival.ifPresent(CopyStream.Arrival::close);
      shares = null;
    }
  }
}
