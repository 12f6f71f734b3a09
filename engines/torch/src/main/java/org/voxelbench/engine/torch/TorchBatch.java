package org.voxelbench.engine.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.torch.ops.NativeScope;

/** Inputs on the device, each under a counted reference until it is closed. */
final class TorchBatch implements Batch {

  private final TorchContext context;
  private final Optional<CopyStream.Arrival> arrival;
  private Map<String, Tensor> inputs;

  TorchBatch(TorchContext context, Map<String, NdArray> arrays) {
    this.context = context;
    Map<String, Tensor> staged = new LinkedHashMap<>();
    Runnable copies =
        () -> arrays.forEach((name, array) -> staged.put(name, context.copies().toDevice(array)));
    try (NativeScope scope = new NativeScope(false)) {
      arrival = context.copyStream().map(stream -> stream.copy(copies));
      if (arrival.isEmpty()) {
        copies.run();
      }
      staged.values().forEach(Tensor::retainReference);
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "staging the inputs " + arrays);
    }
    inputs = staged;
  }

  /**
   * The inputs of a batch that is open and belongs to the engine of the given context, for what
   * this thread computes next.
   */
  static Map<String, Tensor> inputs(Batch batch, TorchContext context) {
    if (!(batch instanceof TorchBatch own) || own.context != context) {
      throw new EngineException("the batch was not staged by this engine; stage it here.");
    }
    if (own.inputs == null) {
      throw new EngineException("the batch is closed; stage its inputs again.");
    }
    own.arrival.ifPresent(copied -> copied.await(own.inputs.values()));
    return own.inputs;
  }

  @Override
  public void close() {
    if (inputs != null) {
      inputs.values().forEach(Tensor::releaseReference);
      arrival.ifPresent(CopyStream.Arrival::close);
      inputs = null;
    }
  }
}
