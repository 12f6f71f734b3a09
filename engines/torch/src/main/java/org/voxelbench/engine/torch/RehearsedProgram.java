package org.voxelbench.engine.torch;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.torch.ops.TorchTensor;
import org.voxelbench.engine.torch.ranks.Rank;

/**
 * A program of which it is known who reads which value: each is freed after its last reader, so
 * that there remains what autograd needs, and overwritten where nothing else needs it.
 *
 * <p>That is found once per shapes of the inputs, by a rehearsal.
 */
final class RehearsedProgram {

  private final Program program;
  private final TorchContext context;
  private final Map<String, Rehearsal> known = new ConcurrentHashMap<>();

  RehearsedProgram(Program program, TorchContext context) {
    this.program = program;
    this.context = context;
  }

  /** The outputs of a rank, in the scope that is open. */
  Evaluation run(Map<String, Tensor> inputs, Map<String, Tensor> weights, Rank rank) {
    Rehearsal rehearsal =
        known.computeIfAbsent(
            rank.count() + describe(inputs),
            key -> ShapeGraph.rehearse(program, shapes(inputs), shapes(weights), rank.count()));
    return Evaluation.of(program, context, inputs, weights, rehearsal, rank);
  }

  private static Map<String, int[]> shapes(Map<String, Tensor> values) {
    Map<String, int[]> shapes = new TreeMap<>();
    values.forEach((name, value) -> shapes.put(name, TorchTensor.shapeOf(value)));
    return shapes;
  }

  private static String describe(Map<String, Tensor> inputs) {
    StringBuilder text = new StringBuilder();
    shapes(inputs).forEach((name, shape) -> text.append(name).append(Arrays.toString(shape)));
    return text.toString();
  }
}
