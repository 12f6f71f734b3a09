package org.voxelbench.results;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.format.IfAbsent;

/**
 * What a report says beside the numbers; written as {@code experiment.json} next to {@code
 * results.csv}.
 *
 * @param protocol the protocol's name
 * @param protocolHash hash of its canonical form
 * @param protocolText the protocol in words, one sentence per entry
 * @param command the exact command to reproduce
 * @param datasets the data sets, in the protocol's order
 * @param methods the methods, in the protocol's order
 * @param machine machine, engine and versions: label to value, in display order
 * @param runs one entry per run
 * @param preTrainings one entry per pre-training that was started, in the methods' order, by seed
 * @param testUse one entry per method and test data set; none for imported results
 * @param claims what the protocol says will come out, in its order
 * @param recipes how much training each method gets, in the methods' order; none where that is not
 *     known, as of imported results
 * @param means data sets that the protocol names a mean of; ranks are read from the first if that
 *     is {@link NamedMean#HEADLINE}
 */
public record ExperimentSummary(
    String protocol,
    String protocolHash,
    List<String> protocolText,
    String command,
    List<DatasetNote> datasets,
    List<MethodNote> methods,
    Map<String, String> machine,
    List<RunNote> runs,
    List<PreTrainingNote> preTrainings,
    List<TestUseNote> testUse,
    @IfAbsent("[]") List<Claim> claims,
    @IfAbsent("[]") List<RecipeNote> recipes,
    @JsonInclude(NON_EMPTY) @IfAbsent("[]") List<NamedMean> means) {

  /** One that doesn't know how much training its methods get, of a protocol that names no mean. */
  public ExperimentSummary(
      String protocol,
      String protocolHash,
      List<String> protocolText,
      String command,
      List<DatasetNote> datasets,
      List<MethodNote> methods,
      Map<String, String> machine,
      List<RunNote> runs,
      List<PreTrainingNote> preTrainings,
      List<TestUseNote> testUse,
      List<Claim> claims) {
    this(
        protocol,
        protocolHash,
        protocolText,
        command,
        datasets,
        methods,
        machine,
        runs,
        preTrainings,
        testUse,
        claims,
        List.of(),
        List.of());
  }

  /**
   * The same with how much training its methods get, and with the means that its protocol names.
   */
  public ExperimentSummary with(List<RecipeNote> theirRecipes, List<NamedMean> itsMeans) {
    return new ExperimentSummary(
        protocol,
        protocolHash,
        protocolText,
        command,
        datasets,
        methods,
        machine,
        runs,
        preTrainings,
        testUse,
        claims,
        theirRecipes,
        itsMeans);
  }

  /** Whether the recipe of pre-training isn't the same for all methods. */
  public boolean recipesDiffer() {
    return recipes.stream().anyMatch(recipe -> !recipe.own().isEmpty());
  }

  /**
   * A data set's card in brief.
   *
   * @param rankedAt of the numbers of training cases of its runs, the one that ranks are read at
   */
  public record DatasetNote(
      String name,
      String role,
      String modality,
      List<String> labels,
      int cases,
      String citation,
      String licence,
      @IfAbsent("\"unstated\"") TrainingCases rankedAt) {}

  /**
   * A method in brief.
   *
   * @param control what it stands for if it is no contender
   */
  public record MethodNote(
      String id,
      String name,
      String citation,
      String licence,
      @IfAbsent("\"none\"") Control control) {}

  /**
   * A run in brief.
   *
   * @param reason why it ended so, in one sentence; empty if it is done or has not ended
   * @param trainingCases how many labelled cases it trains on
   * @param device the device that it ran on, such as {@code cpu} or {@code cuda:0}
   * @param threads threads of one op on the CPU
   * @param preTrainingSeconds the share of pre-training is the whole of it, as each data set would
   *     need it
   * @param energyJoules energy that the device used, pre-training included, in J; NaN where the
   *     machine doesn't tell
   * @param skippedSteps its steps without an update, pre-training not included, since loss or
   *     gradient was not finite
   */
  public record RunNote(
      String runId,
      String method,
      String dataset,
      @IfAbsent("\"unstated\"") TrainingCases trainingCases,
      int fold,
      long seed,
      RunState state,
      String reason,
      String device,
      int threads,
      double trainingSeconds,
      double preTrainingSeconds,
      double inferenceSeconds,
      long peakMemoryBytes,
      double energyJoules,
      @IfAbsent("0") int skippedSteps) {

    /** Whether it ran on a graphics card. */
    public boolean onCard() {
      return !device.equals("cpu");
    }

    /** Time of the whole run, pre-training included, by the card or by each core it had, in h. */
    public double deviceHours() {
      return hours(trainingSeconds + preTrainingSeconds + inferenceSeconds);
    }

    /** The same of its pre-training alone. */
    public double preTrainingDeviceHours() {
      return hours(preTrainingSeconds);
    }

    private double hours(double seconds) {
      return (onCard() ? 1 : threads) * seconds / 3600;
    }
  }

  /**
   * A pre-training in brief, with what shows what it learnt.
   *
   * @param methods ids of the methods that start from it
   * @param reason as of a run
   * @param epochs its epochs so far, in order
   * @param numbers means over validation batches, in display order
   * @param volumes what is side by side on each picture, from the left
   * @param pictures PNG files, one per sample, as paths from the results folder with {@code /}
   */
  public record PreTrainingNote(
      String preTrainingId,
      List<String> methods,
      long seed,
      RunState state,
      String reason,
      List<EpochNote> epochs,
      List<NumberNote> numbers,
      List<String> volumes,
      List<String> pictures) {

    /** Steps without an update in its epochs so far. */
    public int skippedSteps() {
      return epochs.stream().mapToInt(EpochNote::skippedSteps).sum();
    }
  }

  /**
   * An epoch of a pre-training in brief.
   *
   * @param epoch its number, from 0
   * @param trainLoss mean loss of its steps; NaN if all were skipped
   * @param validationLoss mean loss of the validation batches; NaN if there are none
   * @param skippedSteps steps without an update, since loss or gradient was not finite
   */
  public record EpochNote(
      int epoch, double trainLoss, double validationLoss, @IfAbsent("0") int skippedSteps) {}

  /**
   * How often a method was tried on a test data set, by the ledger that all experiments share.
   *
   * @param runs runs of these settings that were evaluated
   * @param settings different settings of the method that were evaluated
   * @param allRuns runs of the method under any settings that were evaluated
   * @param protocols different protocols under which they were
   */
  public record TestUseNote(
      String method, String dataset, int runs, int settings, int allRuns, int protocols) {}

  /**
   * How much training a method gets, whatever machine does it.
   *
   * @param method its id
   * @param own in what the recipe of its pre-training differs from that of the protocol, in words
   * @param preTrainingSteps steps of its pre-training; 0 for a random start, and NaN if others
   *     trained the weights that it starts from
   * @param preTrainingVoxels voxels of all patches that these steps take from images, before a
   *     method crops, masks or mixes them
   * @param trainingSteps steps of a training on a data set
   * @param trainingVoxels voxels of all patches of these steps, mean over the data sets
   */
  public record RecipeNote(
      String method,
      List<String> own,
      double preTrainingSteps,
      double preTrainingVoxels,
      double trainingSteps,
      double trainingVoxels) {

    /** The recipe of its pre-training beside that of the protocol. */
    public String words() {
      if (Double.isNaN(preTrainingSteps)) {
        return "pre-trained by others";
      }
      if (preTrainingSteps == 0) {
        return "no pre-training";
      }
      return own.isEmpty() ? "the protocol's" : String.join(", ", own);
    }
  }

  /** A number with its name. */
  public record NumberNote(String name, double value) {}
}
