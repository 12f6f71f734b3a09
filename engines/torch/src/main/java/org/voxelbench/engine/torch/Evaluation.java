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
import org.voxelbench.engine.torch.ops.Tape;
import org.voxelbench.engine.torch.ops.TorchTensor;
import org.voxelbench.engine.torch.ranks.Rank;

/**
 * The outputs of one run of a program; what autograd does not need of the values on the way to them
 * is freed.
 *
 * @param outputs the outputs by name, in the scope that was open when the program was run
 * @param tape what it recorded for its gradients
 */
record Evaluation(Map<String, Tensor> outputs, Tape tape) {

  static Evaluation of(
      Program program,
      TorchContext context,
      Map<String, Tensor> inputs,
      Map<String, Tensor> weights,
      Rehearsal rehearsal,
      Rank rank) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    PointerScope outer = PointerScope.getInnerScope();
    Tape tape = new Tape(rehearsal.largeLinear() && context.isSingleOnCpu(), outer);
    try (TorchGraph graph =
            new TorchGraph(context.copies(), inputs, weights, rehearsal.lifetimes(), tape, rank);
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
    return new Evaluation(outputs, tape);
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
