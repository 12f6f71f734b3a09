package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.Claim;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.schedule.Schedule;

/**
 * Everything that two runs must share to be comparable, as one YAML file states it.
 *
 * @param name short name, used for folders
 * @param title one line for people
 * @param seeds one full set of runs for each
 * @param pretrainingSeeds seeds of the pre-training, which the seeds take in turn; null for the
 *     first of them alone
 * @param datasets labelled data sets, in the report's order
 * @param plans each data set's own plan, and the plan of pre-training
 * @param pretraining the pre-training, the same for all methods
 * @param training the training on each data set
 * @param inference sliding-window settings
 * @param evaluation policies for what is missing, and for test data
 * @param methods methods under their settings
 * @param budget what a run may use; null for no bound
 * @param divergence when a run is given up; null for {@code skippedSteps: 10}
 * @param checkpoint how often a run is saved; null for {@code minutes: 10}
 * @param claims what is said to come out, which the report answers; null for none
 */
public record Protocol(
    String name,
    String title,
    List<Long> seeds,
    @JsonInclude(NON_NULL) List<Long> pretrainingSeeds,
    List<DatasetEntry> datasets,
    Plans plans,
    Pretraining pretraining,
    Training training,
    InferenceSettings inference,
    EvaluationPolicy evaluation,
    List<MethodEntry> methods,
    Budget budget,
    @JsonInclude(NON_NULL) Divergence divergence,
    @JsonInclude(NON_NULL) Checkpointing checkpoint,
    @JsonInclude(NON_EMPTY) List<Claim> claims) {

  public Protocol {
    Checks.name("name", name);
    seeds = Checks.nonEmpty("seeds", seeds);
    datasets = Checks.nonEmpty("datasets", datasets);
    methods = Checks.nonEmpty("methods", methods);
    Checks.present("title", title);
    Checks.present("plans", plans);
    Checks.present("pretraining", pretraining);
    Checks.present("training", training);
    Checks.present("inference", inference);
    Checks.present("evaluation", evaluation);
    Checks.unique("methods", methods.stream().map(MethodEntry::label).toList());
    Checks.unique("datasets", datasets.stream().map(DatasetEntry::name).toList());
    Checks.unique("seeds", seeds);
    claims = claims == null ? List.of() : List.copyOf(claims);
    checkClaims(claims, methods, datasets);
    if (pretrainingSeeds != null) {
      pretrainingSeeds = Checks.nonEmpty("pretrainingSeeds", pretrainingSeeds);
      Checks.unique("pretrainingSeeds", pretrainingSeeds);
      if (pretrainingSeeds.size() > seeds.size()) {
        throw new BadInputException(
            "pretrainingSeeds "
                + pretrainingSeeds
                + " are more than the seeds "
                + seeds
                + ", which take them in turn; give at most as many.");
      }
    }
  }

  /** The pre-training plan at the voxel size of a data set. */
  public FixedPlan fixedPlan(String dataset) {
    return dataset(dataset).map(DatasetEntry::spacing).map(plans.fixed()::at).orElse(plans.fixed());
  }

  /** The labelled data set of that name; empty if there is none. */
  public Optional<DatasetEntry> dataset(String named) {
    return datasets.stream().filter(entry -> entry.name().equals(named)).findFirst();
  }

  /** The seeds of the pre-training that runs take in turn. */
  public List<Long> seedsOfPretraining() {
    return pretrainingSeeds == null ? seeds.subList(0, 1) : pretrainingSeeds;
  }

  /** The seed of the pre-training that runs of a seed start from. */
  public long pretrainingSeed(long seed) {
    List<Long> inTurn = seedsOfPretraining();
    return inTurn.get(seeds.indexOf(seed) % inTurn.size());
  }

  /** The same with a pre-training for each seed, as version 0.1 understood several seeds. */
  public Protocol withAPretrainingForEachSeed() {
    return new Protocol(
        name,
        title,
        seeds,
        seeds,
        datasets,
        plans,
        pretraining,
        training,
        inference,
        evaluation,
        methods,
        budget,
        divergence,
        checkpoint,
        claims);
  }

  private static void checkClaims(
      List<Claim> claims, List<MethodEntry> methods, List<DatasetEntry> datasets) {
    List<String> labels = methods.stream().map(MethodEntry::label).toList();
    List<String> names = datasets.stream().map(DatasetEntry::name).toList();
    claims.forEach(claim -> claim.check(labels, names));
    Checks.unique(
        "claims", claims.stream().map(Claim::name).filter(name -> !name.isEmpty()).toList());
  }

  /**
   * The pre-training.
   *
   * @param datasets unlabelled data sets; a labelled one lends the images, each channel one, that
   *     no run is evaluated on
   * @param batchSize samples a batch
   * @param length how long it is
   * @param learningRate peak rate; it falls polynomially to 0
   * @param optimizer the update rule
   * @param initialization {@code he} (nnU-Net's) or {@code pytorch} (the released code's)
   * @param keep which images of unlabelled data sets are kept, a filter's name or its keys; null
   *     for all
   * @param masks {@code weigh} so that voxels which a mask of the corpus marks count nothing in the
   *     loss, or {@code unused}; null for {@code weigh}
   * @param maxSkipped share of the images of an unlabelled data set that may be left out because
   *     they are damaged; null for 0.01, but at least 5 images
   */
  public record Pretraining(
      List<String> datasets,
      int batchSize,
      Length length,
      double learningRate,
      OptimizerSettings optimizer,
      Initialization initialization,
      @JsonInclude(NON_NULL) Keep keep,
      @JsonInclude(NON_NULL) MaskUse masks,
      @JsonInclude(NON_NULL) Double maxSkipped) {

    private static final double USUAL_SKIPPED = 0.01;
    private static final int FEW_SKIPPED = 5;

    public Pretraining {
      datasets = Checks.nonEmpty("pretraining.datasets", datasets);
      Checks.atLeast("pretraining.batchSize", batchSize, 1);
      Checks.present("pretraining.length", length);
      Checks.positive("pretraining.learningRate", learningRate);
      Checks.present("pretraining.optimizer", optimizer);
      Checks.present("pretraining.initialization", initialization);
      // The usual way is not written down, so that it has one hash.
      masks = masks == MaskUse.WEIGH ? null : masks;
      if (maxSkipped != null && !(maxSkipped >= 0 && maxSkipped <= 1)) {
        throw new BadInputException(
            "pretraining.maxSkipped (" + maxSkipped + ") must lie in [0, 1].");
      }
    }

    /** On all images of the data sets. */
    public Pretraining(
        List<String> datasets,
        int batchSize,
        Length length,
        double learningRate,
        OptimizerSettings optimizer,
        Initialization initialization) {
      this(datasets, batchSize, length, learningRate, optimizer, initialization, null, null, null);
    }

    /** The same of another batch size and length. */
    public Pretraining with(int otherBatchSize, Length other) {
      return new Pretraining(
          datasets,
          otherBatchSize,
          other,
          learningRate,
          optimizer,
          initialization,
          keep,
          masks,
          maxSkipped);
    }

    /** What its weights depend on: all but the bound on images that are left out. */
    public Pretraining comparable() {
      return new Pretraining(
          datasets, batchSize, length, learningRate, optimizer, initialization, keep, masks, null);
    }

    /** Whether masks are read. */
    public boolean usesMasks() {
      return masks != MaskUse.UNUSED;
    }

    /** How many of so many images may be left out because they are damaged. */
    public int mostSkipped(int images) {
      return maxSkipped == null
          ? Math.max(FEW_SKIPPED, (int) (USUAL_SKIPPED * images))
          : (int) (maxSkipped * images);
    }
  }

  /**
   * How long a training is.
   *
   * @param epochs number of epochs
   * @param iterations steps an epoch
   * @param validationIterations validation batches after each epoch
   */
  public record Length(int epochs, int iterations, int validationIterations) {

    public Length {
      Checks.atLeast("length.epochs", epochs, 1);
      Checks.atLeast("length.iterations", iterations, 1);
      Checks.atLeast("length.validationIterations", validationIterations, 0);
    }

    /** All optimiser steps. */
    public long steps() {
      return (long) epochs * iterations;
    }
  }

  /**
   * The training on a labelled data set, the same for all methods.
   *
   * @param length how long it is
   * @param foregroundOversampling share of each batch that is centred on foreground
   * @param mirrorAxes axes that may be flipped in training and inference, of {@code [0, 1, 2]} for
   *     D, H, W
   * @param optimizer the update rule
   * @param fromScratch recipe of a random start under the data set's own plan
   * @param fromScratchFixed recipe of a random start under the pre-training plan
   * @param adapted recipe of a pre-trained start
   */
  public record Training(
      Length length,
      double foregroundOversampling,
      List<Integer> mirrorAxes,
      OptimizerSettings optimizer,
      Recipe fromScratch,
      Recipe fromScratchFixed,
      Recipe adapted) {

    public Training {
      Checks.present("training.length", length);
      if (!(foregroundOversampling >= 0 && foregroundOversampling <= 1)) {
        throw new BadInputException(
            "training.foregroundOversampling (" + foregroundOversampling + ") must lie in [0, 1].");
      }
      Checks.present("training.mirrorAxes", mirrorAxes);
      mirrorAxes = List.copyOf(mirrorAxes);
      Checks.unique("training.mirrorAxes", mirrorAxes);
      if (!Set.of(0, 1, 2).containsAll(mirrorAxes)) {
        throw new BadInputException(
            "training.mirrorAxes " + mirrorAxes + " may hold 0, 1 and 2 only (D, H, W).");
      }
      Checks.present("training.optimizer", optimizer);
      Checks.present("training.fromScratch", fromScratch);
      Checks.present("training.fromScratchFixed", fromScratchFixed);
      Checks.present("training.adapted", adapted);
    }

    /** The same of another length. */
    public Training with(Length other) {
      return new Training(
          other,
          foregroundOversampling,
          mirrorAxes,
          optimizer,
          fromScratch,
          fromScratchFixed,
          adapted);
    }
  }

  /**
   * Schedule and supervision of one kind of start.
   *
   * @param schedule how the learning rate moves and which weights are trained
   * @param learningRate peak rate
   * @param warmUpEpochs epochs of each warm-up stage; 0 for {@code default} and {@code frozen}
   * @param deepSupervision whether coarser outputs are supervised too
   */
  public record Recipe(
      Schedule schedule, double learningRate, int warmUpEpochs, boolean deepSupervision) {

    public Recipe {
      Checks.present("training.schedule", schedule);
      Checks.positive("training.learningRate", learningRate);
      Checks.atLeast("training.warmUpEpochs", warmUpEpochs, 0);
    }
  }

  /**
   * Sliding-window inference.
   *
   * @param tileStep step between windows as a share of the patch, in (0, 1]
   * @param mirroring whether logits are averaged over all flips of the mirror axes
   */
  public record InferenceSettings(double tileStep, boolean mirroring) {

    public InferenceSettings {
      if (!(tileStep > 0 && tileStep <= 1)) {
        throw new BadInputException("inference.tileStep (" + tileStep + ") must lie in (0, 1].");
      }
    }
  }

  /**
   * The policies of evaluation; each has one choice so far, and is named so that a reader sees it.
   *
   * @param missingPrediction what a case without a prediction gets; {@code zero}: a Dice of 0, and
   *     it is named
   * @param absentClass what a class gets that is in neither reference nor prediction; {@code
   *     leave-out}: no part in the mean, and it is counted
   * @param testSettings at most so many settings of a method may ever be tried on a test data set;
   *     null for no bound
   */
  public record EvaluationPolicy(
      MissingPrediction missingPrediction, AbsentClass absentClass, Integer testSettings) {

    public EvaluationPolicy {
      if (testSettings != null) {
        Checks.atLeast("evaluation.testSettings", testSettings, 1);
      }
      Checks.present("evaluation.missingPrediction", missingPrediction);
      Checks.present("evaluation.absentClass", absentClass);
    }
  }

  /**
   * A method under some settings.
   *
   * @param id the method's id, as {@code make methods} lists it
   * @param label its name in tables where one method runs under several settings; null for the id
   * @param settings settings that differ from the method's defaults; null for none
   * @param adapted recipe in place of the protocol's for pre-trained starts, for an ablation; null
   *     for the protocol's
   * @param pretrainingLength length in place of the protocol's, for an ablation; null for the
   *     protocol's
   * @param plan the plan of its training on labelled data: {@code fixed} (of pre-training), {@code
   *     dynamic} (nnU-Net's for the data set) or {@code no-resampling} (of pre-training, but every
   *     case at its own spacing); null for the method's own
   */
  public record MethodEntry(
      String id,
      String label,
      Map<String, Object> settings,
      Recipe adapted,
      Length pretrainingLength,
      @JsonInclude(NON_NULL) DownstreamPlan plan) {

    public MethodEntry {
      Checks.name("methods.id", id);
      label = label == null ? id : label;
      Checks.name("methods.label", label);
      settings = settings == null ? Map.of() : Map.copyOf(settings);
    }
  }
}
