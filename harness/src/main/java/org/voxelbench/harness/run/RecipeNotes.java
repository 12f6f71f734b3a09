package org.voxelbench.harness.run;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.results.ExperimentSummary.RecipeNote;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Protocol;

/**
 * How much training each method gets, for the summary.
 *
 * @param protocol the protocol
 * @param data its labelled data sets, prepared
 */
record RecipeNotes(Protocol protocol, Collection<LabelledDataset> data) {

  /** One for each method, in their order. */
  List<RecipeNote> all(List<ConfiguredMethod> methods) {
    return methods.stream().map(this::of).toList();
  }

  private RecipeNote of(ConfiguredMethod method) {
    double steps = method.training(protocol).length().steps();
    return new RecipeNote(
        method.label(),
        method.ownRecipe(protocol),
        preTrainingSteps(method),
        preTrainingSteps(method) * preTrainingStepVoxels(method),
        steps,
        steps * trainingStepVoxels(method));
  }

  private double preTrainingSteps(ConfiguredMethod method) {
    if (method.checkpoint().isPresent()) {
      return Double.NaN;
    }
    return method.pretrained() ? method.pretraining(protocol).length().steps() : 0;
  }

  /** With labels a network is pre-trained as a random start is trained under the same plan. */
  private double preTrainingStepVoxels(ConfiguredMethod method) {
    FixedPlan plan = protocol.plans().fixed();
    int[] patch = plan.patch();
    return method
        .pretext()
        .map(task -> voxels(task, patch, method.pretraining(protocol)))
        .orElseGet(() -> voxels(patch) * plan.batchSize());
  }

  private static double voxels(PretextTask task, int[] patch, PretrainingSettings settings) {
    PretextPatches asked = task.patches(patch);
    return voxels(asked.size()) * asked.perSample() * settings.batchSize();
  }

  private double trainingStepVoxels(ConfiguredMethod method) {
    return data.stream()
        .map(dataset -> dataset.prepared(method.plan(protocol)).configuration())
        .mapToDouble(RecipeNotes::voxels)
        .average()
        .orElse(Double.NaN);
  }

  private static double voxels(Configuration plan) {
    return voxels(plan.patchSize()) * plan.batchSize();
  }

  private static double voxels(int[] patch) {
    return Arrays.stream(patch).asDoubleStream().reduce(1, (a, b) -> a * b);
  }
}
