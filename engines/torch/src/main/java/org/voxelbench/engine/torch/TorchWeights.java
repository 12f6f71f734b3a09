package org.voxelbench.engine.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.TrainingChecks;
import org.voxelbench.engine.Weights;
import org.voxelbench.engine.torch.ops.HostCopies;
import org.voxelbench.engine.torch.ops.NativeScope;
import org.voxelbench.engine.torch.ops.TorchTensor;
import org.voxelbench.engine.torch.optimizer.FlatBuffer;
import org.voxelbench.engine.torch.optimizer.FlatLayout;

/** Weights on the device, in one flat buffer until they are closed. */
final class TorchWeights implements Weights {

  private final TorchContext context;
  private FlatBuffer buffer;

  TorchWeights(TorchContext context, Map<String, NdArray> initial) {
    this.context = context;
    Map<String, int[]> shapes = new LinkedHashMap<>();
    initial.forEach((name, array) -> shapes.put(name, array.shape()));
    try (NativeScope scope = new NativeScope(false)) {
      buffer = new FlatBuffer(FlatLayout.of(shapes), context.copies());
      initial.forEach((name, array) -> copy(array, buffer.views().get(name)));
    } catch (RuntimeException e) {
      close();
      throw NativeScope.translate(e, "copying " + initial.size() + " weights to the device");
    }
  }

  private void copy(NdArray array, Tensor value) {
    try (PointerScope temporaries = new PointerScope()) {
      value.copy_(context.copies().toDevice(array));
    }
  }

  /** The weights as this engine's own; weights of another engine are refused. */
  static TorchWeights own(Weights weights, TorchContext context) {
    if (!(weights instanceof TorchWeights own) || own.context != context) {
      throw new EngineException("the weights were not made by this engine; copy a snapshot here.");
    }
    return own;
  }

  /** All weights' memory. */
  FlatBuffer buffer() {
    if (buffer == null) {
      throw new EngineException("the weights are closed; make them again from a snapshot.");
    }
    return buffer;
  }

  Map<String, Tensor> values() {
    return buffer().views();
  }

  private Tensor value(String name) {
    Tensor value = values().get(name);
    if (value == null) {
      throw new EngineException("there is no weight '" + name + "' among " + names().size() + ".");
    }
    return value;
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(values().keySet());
  }

  @Override
  public NdArray get(String name) {
    try (NativeScope scope = new NativeScope(false)) {
      return HostCopies.toHost(value(name));
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "reading the weight '" + name + "'");
    }
  }

  @Override
  public void set(String name, NdArray array) {
    try (NativeScope scope = new NativeScope(false)) {
      Tensor value = value(name);
      TrainingChecks.weightFits(name, TorchTensor.shapeOf(value), array);
      copy(array, value);
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "writing the weight '" + name + "'");
    }
  }

  @Override
  public Map<String, NdArray> snapshot() {
    Map<String, NdArray> copies = new LinkedHashMap<>();
    names().forEach(name -> copies.put(name, get(name)));
    return copies;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }
}
