package org.voxelbench.methods.control;

import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/**
 * A task whose weights leave pre-training shuffled within each tensor.
 *
 * @param task the task
 */
record Forgetting(PretextTask task) implements PretextTask {

  @Override
  public Map<String, NdArray> released(Map<String, NdArray> trained, RandomStream random) {
    Map<String, NdArray> shuffled = new TreeMap<>(task.released(trained, random));
    shuffled.replaceAll((name, weights) -> shuffled(weights, random));
    return shuffled;
  }

  private static NdArray shuffled(NdArray weights, RandomStream random) {
    float[] values = weights.floats().clone();
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      float value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
    return NdArray.of(weights.shape(), values);
  }

  @Override
  public PretextTask on(Architecture network) {
    return new Forgetting(task.on(network));
  }

  @Override
  public PretextTask validation() {
    return new Forgetting(task.validation());
  }

  @Override
  public int[] input(int[] patch) {
    return task.input(patch);
  }

  @Override
  public PretextTask weighted() {
    return new Forgetting(task.weighted());
  }

  @Override
  public PretextPatches patches(int[] patch) {
    return task.patches(patch);
  }

  @Override
  public int outputChannels() {
    return task.outputChannels();
  }

  @Override
  public WeightShapes weights(Architecture backbone) {
    return task.weights(backbone);
  }

  @Override
  public boolean overRanks() {
    return task.overRanks();
  }

  @Override
  public Map<String, NdArray> prepare(PretextBatch batch) {
    return task.prepare(batch);
  }

  @Override
  public Tensor objective(Graph graph, Backbone backbone) {
    return task.objective(graph, backbone);
  }

  @Override
  public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
    return task.preview(graph, backbone);
  }

  @Override
  public TransferScope transfer() {
    return task.transfer();
  }
}
