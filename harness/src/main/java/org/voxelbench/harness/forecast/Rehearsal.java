package org.voxelbench.harness.forecast;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.harness.data.Corpus;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.harness.predict.TrainedInference;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.training.loop.Pretraining;
import org.voxelbench.training.loop.Segmentation;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Recipe;

/**
 * Measures a few steps of each program that a benchmark trains, and a few windows of each network,
 * once each.
 */
final class Rehearsal {

  /** More than is done, so that loaders have batches to make, and schedules room for a warm-up. */
  private static final Length LENGTH = new Length(1000, 1000, 2);

  private static final long SEED = 1;

  private final Protocol protocol;
  private final Engine engine;
  private final int loaders;
  private final Map<String, PreparedSample> samples;
  private final StepMeasurement steps;
  private final PredictionMeasurement predictions;
  private final Map<List<Object>, StepCost> known = new HashMap<>();
  private final Map<List<Object>, PredictionCost> knownPredictions = new HashMap<>();
  private final Map<List<Object>, Double> knownWindows = new HashMap<>();

  /**
   * A rehearsal.
   *
   * @param loaders threads that make batches
   * @param samples data sets by name
   * @param scratch a folder of nobody else's
   */
  Rehearsal(
      Protocol protocol,
      Engine engine,
      int loaders,
      Map<String, PreparedSample> samples,
      Path scratch,
      LongSupplier nanoClock) {
    this.protocol = protocol;
    this.engine = engine;
    this.loaders = loaders;
    this.samples = samples;
    this.steps = new StepMeasurement(engine, nanoClock);
    this.predictions =
        new PredictionMeasurement(
            engine, TrainedInference.of(protocol).settings(), scratch, nanoClock);
  }

  /** All trainings that were measured. */
  List<StepCost> trainings() {
    return List.copyOf(known.values());
  }

  /**
   * The pre-training of a method on the corpus.
   *
   * @throws BadInputException naming the method, if its task refuses the plan
   */
  StepCost preTraining(ConfiguredMethod method, PretextTask task) {
    try {
      return known.computeIfAbsent(
          List.of(method.pretrainedAs(), method.pretrainingHash()),
          key -> measure(method.pretraining(protocol), task));
    } catch (BadInputException e) {
      throw new BadInputException(
          "method '" + method.label() + "' can't be pre-trained: " + e.getMessage(), e);
    }
  }

  private StepCost measure(PretrainingSettings settings, PretextTask task) {
    FixedPlan plan = protocol.plans().fixed();
    List<PreparedCase> images =
        settings.datasets().stream()
            .map(samples::get)
            .flatMap(
                sample ->
                    Corpus.images(sample.prepared().get(TrainingPlan.FIXED), sample.cases())
                        .stream())
            .toList();
    return MeasuredPart.measure(
        plan.patch(),
        settings.batchSize(),
        plan.architecture().totalStride(),
        engine.freeMemoryBytes(),
        part -> {
          Network network = Pretraining.network(plan, part.patch(), task);
          Pretraining few =
              new Pretraining(
                  settings.with(part.batch(), LENGTH), network, part.patch(), SEED, loaders);
          return steps.measure(
              few.task("Rehearsal", task),
              few.data(task, images, images, engine),
              few.initial(task),
              part.scale());
        });
  }

  /** A training with labels of a data set, once for all whose network and batch are the same. */
  StepCost training(String dataset, TrainingPlan kind, Recipe recipe) {
    PreparedSample sample = samples.get(dataset);
    Configuration plan = sample.prepared().get(kind).configuration();
    Labels labels = sample.raw().labels();
    return known.computeIfAbsent(
        List.of(
            plan.architecture(),
            list(plan.patchSize()),
            plan.batchSize(),
            sample.raw().channelNames().size(),
            labels.outputChannels(),
            labels.hasRegions(),
            labels.ignoreLabel(),
            recipe.deepSupervision()),
        key -> measure(sample, kind, recipe));
  }

  private StepCost measure(PreparedSample sample, TrainingPlan kind, Recipe recipe) {
    PreparedDataset prepared = sample.prepared().get(kind);
    Configuration plan = prepared.configuration();
    Labels labels = sample.raw().labels();
    int channels = sample.raw().channelNames().size();
    List<PreparedCase> cases = prepared.cases(sample.cases());
    return MeasuredPart.measure(
        plan.patchSize(),
        plan.batchSize(),
        plan.architecture().totalStride(),
        engine.freeMemoryBytes(),
        part -> {
          Configuration measured = plan.with(part.patch(), part.batch());
          Network network = Segmentation.network(measured, channels, labels, recipe);
          Segmentation segmentation =
              new Segmentation(
                  protocol.training().with(LENGTH),
                  recipe,
                  measured,
                  labels,
                  network,
                  SEED,
                  loaders);
          return steps.measure(
              segmentation.task("Rehearsal", false),
              segmentation.data(cases, cases, engine),
              initial(network),
              part.scale());
        });
  }

  /** The prediction of a data set's cases. */
  PredictionCost prediction(String dataset, TrainingPlan kind) {
    return knownPredictions.computeIfAbsent(
        List.of(dataset, kind), key -> measure(samples.get(dataset), kind));
  }

  private PredictionCost measure(PreparedSample sample, TrainingPlan kind) {
    PreparedDataset prepared = sample.prepared().get(kind);
    Labels labels = sample.raw().labels();
    List<RawCase> cases =
        sample.raw().trainingCases().stream()
            .filter(raw -> sample.cases().contains(raw.id()))
            .toList();
    return predictions.measure(windowSeconds(sample, prepared), prepared, labels, cases);
  }

  /**
   * A window of a network, once for all data sets that share it: beside the network, the channels
   * that it reads and the classes that it tells apart take next to nothing.
   */
  private double windowSeconds(PreparedSample sample, PreparedDataset prepared) {
    Configuration plan = prepared.configuration();
    return knownWindows.computeIfAbsent(
        List.of(plan.architecture(), list(plan.patchSize())),
        key -> {
          MeasuredPart part =
              MeasuredPart.ofPatch(
                  plan.patchSize(), plan.architecture().totalStride(), engine.info().onCpu());
          Network network =
              Network.of(
                  plan.architecture().forPatch(part.patch()),
                  sample.raw().channelNames().size(),
                  sample.raw().labels().outputChannels(),
                  false);
          return predictions.windowSeconds(
              network, initial(network), part, prepared.preparedCase(sample.cases().get(0)));
        });
  }

  private static Map<String, NdArray> initial(Network network) {
    return Initialization.HE.draw(network.weights(), new RandomStreams(SEED));
  }

  private static List<Integer> list(int[] edges) {
    return Arrays.stream(edges).boxed().toList();
  }
}
