package org.voxelbench.engine.nd4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.TrainingChecks;
import org.voxelbench.engine.Weights;
import org.voxelbench.engine.nd4j.trace.HostCopies;
import org.voxelbench.engine.nd4j.trace.TraceGraph;

/** Weights on the device, in PyTorch's layout, until they are closed. */
final class Nd4jWeights implements Weights {

  private final Nd4jContext context;
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private Map<String, INDArray> values;

  Nd4jWeights(Nd4jContext context, Map<String, NdArray> initial) {
    this.context = context;
    Map<String, INDArray> copied = new LinkedHashMap<>();
    initial.forEach(
        (name, array) -> {
          shapes.put(name, array.shape());
          copied.put(name, HostCopies.toDevice(array, context.type()));
        });
    values = copied;
  }

  /** The weights as this engine's own; weights of another engine are refused. */
  static Nd4jWeights own(Weights weights, Nd4jContext context) {
    if (!(weights instanceof Nd4jWeights own) || own.context != context) {
      throw new EngineException("the weights were not made by this engine; copy a snapshot here.");
    }
    return own;
  }

  /** Refuses weights that are closed. */
  void checkOpen() {
    values();
  }

  private Map<String, INDArray> values() {
    if (values == null) {
      throw new EngineException("the weights are closed; make them again from a snapshot.");
    }
    return values;
  }

  Map<String, int[]> shapes() {
    values();
    return shapes;
  }

  /** The arrays by the names of their variables. */
  Map<String, INDArray> variables() {
    Map<String, INDArray> variables = new LinkedHashMap<>();
    values().forEach((name, value) -> variables.put(TraceGraph.weightVariable(name), value));
    return variables;
  }

  INDArray value(String name) {
    INDArray value = values().get(name);
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
    return HostCopies.toHost(value(name), shapes.get(name));
  }

  @Override
  public void set(String name, NdArray array) {
    INDArray value = value(name);
    TrainingChecks.weightFits(name, shapes.get(name), array);
    HostCopies.write(array, value);
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
      values.values().forEach(INDArray::close);
      values = null;
    }
  }
}
