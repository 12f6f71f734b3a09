package org.voxelbench.engine.torch;

import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.torch.ops.HostCopies;
import org.voxelbench.engine.torch.ops.NativeScope;
import org.voxelbench.engine.torch.ops.TorchTensor;
import org.voxelbench.engine.torch.ranks.RankResult;

/** Outputs on the device, each under a counted reference until they are closed. */
final class TorchOutputs implements Outputs, RankResult {

  private final TorchContext context;
  private Map<String, Tensor> values;

  TorchOutputs(TorchContext context, Map<String, Tensor> values) {
    this.context = context;
    this.values = values;
    values.values().forEach(Tensor::retainReference);
  }

  /** An output that is open and belongs to the engine of the given context. */
  static Tensor value(Outputs outputs, String name, TorchContext context) {
    if (!(outputs instanceof TorchOutputs own) || own.context != context) {
      throw new EngineException("the outputs are not of this engine; evaluate the program here.");
    }
    return own.value(name);
  }

  private Map<String, Tensor> values() {
    if (values == null) {
      throw new EngineException("the outputs are closed; evaluate the program again.");
    }
    return values;
  }

  private Tensor value(String name) {
    Tensor value = values().get(name);
    if (value == null) {
      throw new EngineException("there is no output '" + name + "' among " + names() + ".");
    }
    return value;
  }

  @Override
  public Set<String> names() {
    return values().keySet();
  }

  @Override
  public int[] shape(String name) {
    return TorchTensor.shapeOf(value(name));
  }

  @Override
  public NdArray read(String name) {
    try (NativeScope scope = new NativeScope(false)) {
      return HostCopies.toHost(value(name));
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "reading the output '" + name + "'");
    }
  }

  @Override
  public void close() {
    if (values != null) {
      values.values().forEach(Tensor::releaseReference);
      values = null;
    }
  }
}
