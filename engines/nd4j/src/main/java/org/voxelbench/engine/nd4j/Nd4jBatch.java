package org.voxelbench.engine.nd4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.nd4j.trace.HostCopies;
import org.voxelbench.engine.nd4j.trace.TraceGraph;

/** Inputs on the device until they are closed. */
final class Nd4jBatch implements Batch {

  private final Nd4jContext context;
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private Map<String, INDArray> inputs;

  Nd4jBatch(Nd4jContext context, Map<String, NdArray> arrays) {
    this.context = context;
    Map<String, INDArray> staged = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          shapes.put(name, array.shape());
          staged.put(TraceGraph.inputVariable(name), HostCopies.toDevice(array, context.type()));
        });
    inputs = staged;
  }

  /** A batch that is open and belongs to the engine of the given context. */
  static Nd4jBatch own(Batch batch, Nd4jContext context) {
    if (!(batch instanceof Nd4jBatch own) || own.context != context) {
      throw new EngineException("the batch was not staged by this engine; stage it here.");
    }
    if (own.inputs == null) {
      throw new EngineException("the batch is closed; stage its inputs again.");
    }
    return own;
  }

  Map<String, int[]> shapes() {
    return shapes;
  }

  /** The arrays by the names of their variables. */
  Map<String, INDArray> variables() {
    return inputs;
  }

  @Override
  public void close() {
    if (inputs != null) {
      inputs.values().forEach(INDArray::close);
      inputs = null;
    }
  }
}
