package org.voxelbench.engine.torch;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;

/** One eager run of a program: every op computes at once, and autograd records it. */
final class TorchGraph
    implements Graph, ElementwiseOps, ReductionOps, ShapeOps, VolumeOps, ClassMapOps {

  private final HostCopies copies;
  private final Map<String, Tensor> inputs;
  private final Map<String, Tensor> weights;
  private final Map<String, TorchTensor> handles = new HashMap<>();

  TorchGraph(HostCopies copies, Map<String, Tensor> inputs, Map<String, Tensor> weights) {
    this.copies = copies;
    this.inputs = inputs;
    this.weights = weights;
  }

  @Override
  public org.voxelbench.engine.Tensor input(String name) {
    return handle("input", name, inputs);
  }

  @Override
  public boolean hasInput(String name) {
    return inputs.containsKey(name);
  }

  @Override
  public org.voxelbench.engine.Tensor weight(String name) {
    return handle("weight", name, weights);
  }

  @Override
  public boolean hasWeight(String name) {
    return weights.containsKey(name);
  }

  private TorchTensor handle(String kind, String name, Map<String, Tensor> from) {
    Tensor value = from.get(name);
    if (value == null) {
      throw new EngineException(
          "the program asks for the "
              + kind
              + " '"
              + name
              + "', but there are only "
              + from.keySet()
              + ".");
    }
    return handles.computeIfAbsent(kind + ' ' + name, key -> new TorchTensor(value));
  }

  @Override
  public org.voxelbench.engine.Tensor constant(NdArray value) {
    return new TorchTensor(copies.toDevice(value));
  }

  @Override
  public org.voxelbench.engine.Tensor scalar(double value) {
    return new TorchTensor(copies.scalar(value));
  }
}
