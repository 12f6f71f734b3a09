package org.voxelbench.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.voxelbench.results.NamedMean;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.training.loop.Interruption;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.protocol.Budget;
import org.voxelbench.training.protocol.DatasetEntry;
import org.voxelbench.training.protocol.Divergence;
import org.voxelbench.training.protocol.DynamicPlan;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.PlanSwitch;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Recipe;
import org.voxelbench.training.protocol.TrainingSettings;

/** A protocol as sentences, generated from its values. */
final class ProtocolDescription {

  private ProtocolDescription() {}

  /** One sentence per entry. */
  static List<String> of(Protocol protocol) {
    List<String> words = new ArrayList<>();
    words.add(protocol.title() + ".");
    words.add(
        "Every method runs with the seeds "
            + protocol.seeds()
            + (protocol.seedsOfPretraining().equals(protocol.seeds())
                ? ""
                : ", from pre-trainings with the seeds " + protocol.seedsOfPretraining() + ",")
            + " on the data sets "
            + protocol.datasets().stream()
                .map(ProtocolDescription::dataset)
                .collect(Collectors.joining("; "))
            + ".");
    pretraining(protocol, words);
    training(protocol, words);
    words.add(
        String.format(
            Locale.ROOT,
            "Inference slides a window in steps of %s of the patch with Gaussian weights%s, and logits are resampled to the"
                + " case's own geometry.",
            protocol.inference().tileStep(),
            protocol.inference().mirroring()
                ? " and the mean over all mirrored copies"
                : ", without mirroring"));
    Limits limits = Limits.of(protocol, new Interruption());
    words.add(divergence(limits.divergence()));
    if (limits.budget().bounds()) {
      words.add(budget(limits.budget()));
    }
    words.add(
        "Evaluation counts voxels per case and label in the case's own geometry; a missing prediction scores 0 and is"
            + " named; a label absent from reference and prediction is left out and counted; a false positive on an empty"
            + " reference scores 0.");
    protocol.namedMeans().stream().map(ProtocolDescription::mean).forEach(words::add);
    Integer bound = protocol.evaluation().testSettings();
    if (bound != null) {
      words.add(
          "At most "
              + bound
              + (bound == 1 ? " setting" : " settings")
              + " of a method may be tried on a test data set.");
    }
    return words;
  }

  private static String mean(NamedMean mean) {
    return (mean.name().equals(NamedMean.HEADLINE)
            ? "Ranks and the first mean are over "
            : "The mean '" + mean.name() + "' is over ")
        + String.join(", ", mean.over())
        + ".";
  }

  private static String divergence(Divergence divergence) {
    int most = divergence.skippedSteps();
    return "A step whose loss or gradient is not finite is skipped"
        + (most == 1
            ? " and ends a run, or a pre-training, as diverged."
            : "; " + most + " in a row end a run, or a pre-training, as diverged.");
  }

  private static String budget(Budget budget) {
    List<String> bounds = new ArrayList<>();
    if (budget.hours() != null) {
      bounds.add(budget.hours() + " h");
    }
    if (budget.steps() != null) {
      bounds.add(budget.steps() + " steps");
    }
    if (budget.memoryGiB() != null) {
      bounds.add(budget.memoryGiB() + " GiB of memory");
    }
    return "A run, or a pre-training, may use "
        + String.join(" and ", bounds)
        + "; one that would use more ends without a result.";
  }

  private static String dataset(DatasetEntry entry) {
    return entry.name()
        + " ("
        + (entry.halved() ? "half of the cases to train on, the other half held out" : folds(entry))
        + (entry.trainingCases() == null ? "" : drawn(entry))
        + (entry.spacing() == null ? "" : ", at " + entry.spacing() + " mm under the fixed plan")
        + (entry.groups() == null ? "" : ", cases of one patient kept together")
        + (entry.test() == null ? "" : ", evaluated on the publisher's test split, imagesTs")
        + ")";
  }

  private static String folds(DatasetEntry entry) {
    return (entry.folds().size() == 1 ? "fold " : "folds ")
        + entry.folds().stream().map(Object::toString).collect(Collectors.joining(", "))
        + " of 5";
  }

  private static String lent(String name, Protocol protocol) {
    return protocol.dataset(name).isPresent()
        ? name + " (images that no run is evaluated on, without labels)"
        : name;
  }

  private static String drawn(DatasetEntry entry) {
    List<TrainingCases> sizes = entry.sizes();
    return ", "
        + sizes.stream().map(TrainingCases::text).collect(Collectors.joining(", "))
        + (sizes.equals(List.of(TrainingCases.of(1))) ? " training case" : " training cases")
        + " drawn for each seed"
        + (sizes.size() == 1
            ? ""
            : ", the fewer among the more, ranked at " + entry.ranked().text());
  }

  private static String network(FixedPlan plan) {
    return plan.choice().unet().isPresent()
        ? "a "
            + plan.choice().word()
            + " U-Net of "
            + plan.features()
            + " features and "
            + plan.blocks()
            + " blocks"
        : "the transformer " + plan.architecture().words();
  }

  private static void pretraining(Protocol protocol, List<String> words) {
    PretrainingSettings pretraining = protocol.pretraining();
    FixedPlan plan = protocol.plans().fixed();
    words.add(
        "Pre-training uses "
            + pretraining.datasets().stream()
                .map(name -> lent(name, protocol))
                .collect(Collectors.joining(", "))
            + " at "
            + plan.spacing()
            + " mm, patches of "
            + plan.patchSize()
            + ", "
            + network(plan)
            + ", batches of "
            + pretraining.batchSize()
            + ", "
            + pretraining.length().words()
            + ", a polynomial learning rate from "
            + pretraining.learningRate()
            + " and "
            + pretraining.optimizer().words()
            + ".");
  }

  private static void training(Protocol protocol, List<String> words) {
    TrainingSettings training = protocol.training();
    DynamicPlan dynamic = protocol.plans().dynamic();
    words.add(
        "Training on a data set takes "
            + training.length().words()
            + " with "
            + training.optimizer().words()
            + ", nnU-Net's augmentation, Dice and cross-entropy loss, and a foreground share of "
            + training.foregroundOversampling()
            + ".");
    words.add(
        "A random start uses the plan that nnU-Net's planner "
            + dynamic.planner().word()
            + " makes for the data set"
            + (dynamic.maxPatchSize() == null
                ? ""
                : ", patches bounded by " + dynamic.maxPatchSize())
            + (dynamic.gpuMemoryTarget() == null ? "" : " for " + dynamic.gpuMemoryTarget() + " GB")
            + (dynamic.features() == null ? "" : ", features " + dynamic.features())
            + ", and "
            + recipe(training.fromScratch())
            + "; under the pre-training plan it uses "
            + recipe(training.fromScratchFixed())
            + ".");
    words.add(
        "A pre-trained start uses the pre-training plan with batches of "
            + protocol.plans().fixed().batchSize()
            + ", and "
            + recipe(training.adapted())
            + (training.transfer() == null
                ? ""
                : "; of every method's weights the same moves, " + training.transfer().words())
            + "; only the start weights differ between methods.");
    ownPlan(protocol.plans().fixed(), words);
    String plans =
        protocol.methods().stream()
            .filter(entry -> entry.plan() != null)
            .map(
                entry ->
                    entry.label() + " under " + entry.plan().word() + ": " + entry.plan().meaning())
            .collect(Collectors.joining("; "));
    if (!plans.isEmpty()) {
      words.add("By entries of their own, methods are trained as follows: " + plans + ".");
    }
    String lengths =
        protocol.methods().stream()
            .filter(entry -> entry.trainingLength() != null)
            .map(entry -> entry.label() + " for " + entry.trainingLength().words())
            .collect(Collectors.joining("; "));
    if (!lengths.isEmpty()) {
      words.add("By entries of their own, methods are trained longer or shorter: " + lengths + ".");
    }
  }

  private static void ownPlan(FixedPlan fixed, List<String> words) {
    List<String> own = new ArrayList<>();
    if (fixed.maskNormalization() == PlanSwitch.OWN) {
      own.add("is normalised within its non-zero mask");
    }
    if (fixed.batchDice() == PlanSwitch.OWN) {
      own.add("pools the Dice loss over a batch");
    }
    if (!own.isEmpty()) {
      words.add(
          "Under the pre-training plan a data set "
              + String.join(", and ", own)
              + ", where its own plan does so.");
    }
  }

  private static String recipe(Recipe recipe) {
    return "the schedule '"
        + recipe.schedule().word()
        + "' with peak rate "
        + recipe.learningRate()
        + (recipe.warmUpEpochs() == 0
            ? ""
            : " and warm-up stages of " + recipe.warmUpEpochs() + " epochs")
        + (recipe.frozenEncoder() == null ? "" : ", all weights trained from the first epoch on")
        + (recipe.deepSupervision() ? ", with deep supervision" : ", without deep supervision");
  }
}
