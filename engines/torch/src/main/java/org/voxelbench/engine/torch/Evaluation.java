package org.voxelbench.engine.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.TrainingChecks;
import org.voxelbench.engine.torch.ops.Autocast;
import org.voxelbench.engine.torch.ops.HostCopies;
import org.voxelbench.engine.torch.ops.Lifetimes;
import org.voxelbench.engine.torch.ops.LinearLayers;
import org.voxelbench.engine.torch.ops.TorchTensor;
import org.voxelbench.engine.torch.ranks.Rank;

/**
 * The outputs of one run of a program; what autograd does not need of the values on the way to them
 * is freed.
 *
 * @param outputs the outputs by name, in the scope that was open when the program was run
 * @param linear its linear layers, for its gradients
 */
record Evaluation(Map<String, Tensor> outputs, LinearLayers linear) {

  static Evaluation of(
      Program program,
      TorchContext context,
      Map<String, Tensor> inputs,
      Map<String, Tensor> weights,
      Lifetimes lifetimes,
      Rank rank) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    PointerScope outer = PointerScope.getInnerScope();
    LinearLayers linear = new LinearLayers(outer);
    try (TorchGraph graph =
            new TorchGraph(context.copies(), inputs, weights, lifetimes, linear, rank);
        Autocast autocast = context.autocast()) {
      program
          .build(graph)
          .forEach(
              (name, tensor) -> {
                Tensor value = graph.value(tensor);
                outer.attach(value);
                outputs.put(name, value);
              });
    }
    return new Evaluation(outputs, linear);
  }

  /** The scalar loss. */
  Tensor loss() {
    return TrainingChecks.loss(outputs, TorchTensor::shapeOf);
  }

  /** Copies on the host of the outputs, without the loss. */
  Map<String, NdArray> withoutLoss() {
    Map<String, NdArray> copies = new LinkedHashMap<>();
    outputs.forEach(
        (name, value) -> {
          if (!name.equals(Program.LOSS)) {
            copies.put(name, HostCopies.toHost(value));
          }
        });
    return copies;
  }
}
