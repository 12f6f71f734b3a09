package org.voxelbench.engine.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.TrainingChecks;
import org.voxelbench.engine.Weights;

/** Weights on the device, each under a counted reference until they are closed. */
final class TorchWeights implements Weights {

  private final TorchContext context;
  private Map<String, Tensor> values;

  TorchWeights(TorchContext context, Map<String, NdArray> initial) {
    this.context = context;
    Map<String, Tensor> copied = new LinkedHashMap<>();
    try (NativeScope scope = new NativeScope(false)) {
      initial.forEach((name, array) -> copied.put(name, context.copies().toDevice(array)));
      copied.values().forEach(Tensor::retainReference);
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "copying " + initial.size() + " weights to the device");
    }
    values = copied;
  }

  /** The weights as this engine's own; weights of another engine are refused. */
  static TorchWeights own(Weights weights, TorchContext context) {
    if (!(weights instanceof TorchWeights own) || own.context != context) {
      throw new EngineException("the weights were not made by this engine; copy a snapshot here.");
    }
    return own;
  }

  Map<String, Tensor> values() {
    if (values == null) {
      throw new EngineException("the weights are closed; make them again from a snapshot.");
    }
    return values;
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
      value.copy_(context.copies().toDevice(array));
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
    if (values != null) {
      values.values().forEach(Tensor::releaseReference);
      values = null;
    }
  }
}
