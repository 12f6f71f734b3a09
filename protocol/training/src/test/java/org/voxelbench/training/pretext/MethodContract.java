package org.voxelbench.training.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusSize;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.loop.PretextProgram;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.NetworkPart;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.transfer.LoadingReport;
import org.voxelbench.training.transfer.WeightTransfer;

/**
 * What every method must keep, built in or third-party, on made-up volumes, on the CPU, in seconds.
 *
 * <p>Implement it in a test class of your own and return your method.
 *
 * @param <S> the method's settings
 */
public interface MethodContract<S extends Record> {

  /** The method under test. */
  SslMethod<S> method();

  /** Settings that suit {@link #patchSize}. */
  default S settings() {
    return method().defaults();
  }

  /** A small patch, {@code [D, H, W]}, each axis a multiple of 4. */
  default int[] patchSize() {
    return new int[] {32, 32, 32};
  }

  /**
   * The networks that {@link #settings} suit; all that the method serves unless a test says else.
   */
  default Set<NetworkFamily> networks() {
    return method().networks();
  }

  /** A small U-Net. */
  UNetArchitecture U_NET =
      new UNetArchitecture(
          NetworkKind.RESIDUAL_ENCODER,
          List.of(4, 8, 16),
          List.of(1, 1, 1),
          Collections.nCopies(3, List.of(3, 3, 3)),
          List.of(List.of(1, 1, 1), List.of(2, 2, 2), List.of(2, 2, 2)),
          List.of(1, 1));

  private PretextTask task(NetworkFamily family) {
    assumeTrue(
        networks().contains(family), method().info().id() + " does not serve " + family.words());
    var task = method().pretext(settings());
    assumeTrue(task.isPresent(), method().info().id() + " has no pre-training");
    return task.get().on(architecture(family));
  }

  private Architecture architecture(NetworkFamily family) {
    List<Integer> patch = Arrays.stream(patchSize()).boxed().toList();
    return switch (family) {
      case U_NET -> U_NET;
      case PRIMUS -> new PrimusArchitecture(new PrimusSize(24, 2, 2, 0), patch);
    };
  }

  private PretextBatch batch(PretextTask task, long iteration) {
    return batch(task, iteration, at -> 1);
  }

  private PretextBatch batch(PretextTask task, long iteration, IntToDoubleFunction weight) {
    return MadeUpBatch.draw(task.patches(patchSize()), iteration, weight);
  }

  private Network backbone(NetworkFamily family, PretextTask task) {
    Architecture architecture = architecture(family).forPatch(task.input(patchSize()));
    return Network.of(architecture, 1, task.outputChannels(), false);
  }

  private static Engine engine() {
    return TestEngines.open(Precision.FP32);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("the same batch gives the same inputs, on any thread")
  default void samplesDependOnTheStreamAlone(NetworkFamily family) throws Exception {
    PretextTask task = task(family);
    Map<String, NdArray> expected = task.prepare(batch(task, 3));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Map<String, NdArray>>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(() -> task.prepare(batch(task, 3)));
      }
      for (Future<Map<String, NdArray>> answer : threads.invokeAll(calls)) {
        assertSame(expected, answer.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertSame(Map<String, NdArray> expected, Map<String, NdArray> actual) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, array) -> {
          assertThat(actual.get(name).shape()).as(name).isEqualTo(array.shape());
          assertThat(actual.get(name).doubles()).as(name).isEqualTo(array.doubles());
        });
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("preparing a batch leaves its patches as they were")
  default void patchesAreNotChanged(NetworkFamily family) {
    PretextTask task = task(family);
    PretextBatch batch = batch(task, 5);
    List<float[]> before =
        batch.patches().stream().flatMap(List::stream).map(float[]::clone).toList();

    task.prepare(batch);

    List<float[]> after = batch.patches().stream().flatMap(List::stream).toList();
    for (int i = 0; i < before.size(); i++) {
      assertThat(Arrays.equals(before.get(i), after.get(i))).as("patch " + i).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("the objective falls on a fixed batch, and its gradient reaches stem and encoder")
  default void theObjectiveIsLearnable(NetworkFamily family) {
    PretextTask task = task(family);
    Network network = backbone(family, task);
    PretextProgram objective = new PretextProgram(network, task);
    Map<String, NdArray> initial =
        Initialization.PYTORCH.draw(objective.weights(), new RandomStreams(1));
    try (Engine engine = engine();
        Weights weights = engine.weights(initial);
        Batch batch = engine.stage(task.prepare(batch(task, 0)))) {
      Gradients gradients = engine.gradients(objective, weights, batch);
      assertThat(moved(network, gradients.weights(), NetworkPart.STEM)).isTrue();
      assertThat(moved(network, gradients.weights(), NetworkPart.ENCODER)).isTrue();
      Optimizer optimizer = new Optimizer.AdamW(0.9, 0.999, 1e-8, 0, 12);
      try (Training training = engine.training(objective, weights, weights.names(), optimizer)) {
        double first = training.evaluate(batch).loss();
        for (int step = 0; step < 30; step++) {
          assertThat(training.step(batch, 3e-3).finite()).isTrue();
        }
        assertThat(training.evaluate(batch).loss()).isLessThan(first);
      }
    }
  }

  private static boolean moved(Network network, Map<String, NdArray> gradients, NetworkPart part) {
    return gradients.entrySet().stream()
        .filter(entry -> network.part(entry.getKey()) == part)
        .flatMapToDouble(entry -> Arrays.stream(entry.getValue().doubles()))
        .anyMatch(value -> value != 0);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("every weight that the method promises arrives in the downstream network")
  default void transferredWeightsArrive(NetworkFamily family) {
    PretextTask task = task(family);
    Network pretrained = backbone(family, task);
    Network downstream = Network.of(pretrained.architecture(), 1, 3, family == NetworkFamily.U_NET);
    Map<String, NdArray> trained =
        Initialization.PYTORCH.draw(
            new PretextProgram(pretrained, task).weights(), new RandomStreams(1));
    Map<String, NdArray> fresh =
        new LinkedHashMap<>(Initialization.HE.draw(downstream.weights(), new RandomStreams(2)));

    WeightTransfer.Adapted adapted =
        new WeightTransfer(downstream, task.transfer()).apply(trained, fresh);

    LoadingReport report = adapted.report();
    for (String name : downstream.weights().names()) {
      boolean promised = task.transfer().parts().contains(downstream.part(name));
      assertThat(adapted.weights().get(name).floats())
          .as(name + " in " + report)
          .isEqualTo((promised ? trained : fresh).get(name).floats());
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("validation has the weights, the patches and the shapes of training")
  default void validationIsTheSameTask(NetworkFamily family) {
    PretextTask task = task(family);
    PretextTask validation = task.validation();
    assertThat(new PretextProgram(backbone(family, validation), validation).weights().names())
        .isEqualTo(new PretextProgram(backbone(family, task), task).weights().names());
    PretextPatches asked = task.patches(patchSize());
    PretextPatches askedOfValidation = validation.patches(patchSize());
    assertThat(askedOfValidation.size()).isEqualTo(asked.size());
    assertThat(askedOfValidation.perSample()).isEqualTo(asked.perSample());
    Map<String, NdArray> inputs = validation.prepare(batch(validation, 3));
    task.prepare(batch(task, 3))
        .forEach(
            (name, array) ->
                assertThat(inputs.get(name).shape()).as(name).isEqualTo(array.shape()));
  }

  private PretextTask weighted(PretextTask task) {
    PretextTask weighted = task.weighted();
    assumeTrue(!weighted.equals(task), method().info().id() + " takes no notice of masks");
    return weighted;
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("a task that heeds masks asks for weights, and feeds and moves the same as ever")
  default void weighingChangesNoInputAndNoWeight(NetworkFamily family) {
    PretextTask task = task(family);
    PretextTask weighted = weighted(task);
    assertThat(weighted.patches(patchSize()).weights()).isTrue();
    assertThat(weighted.weighted().patches(patchSize()).weights()).isTrue();
    assertThat(weighted.transfer()).isEqualTo(task.transfer());
    assertThat(weighted.outputChannels()).isEqualTo(task.outputChannels());
    assertThat(new PretextProgram(backbone(family, weighted), weighted).weights().names())
        .isEqualTo(new PretextProgram(backbone(family, task), task).weights().names());

    Map<String, NdArray> inputs = task.prepare(batch(task, 3));
    Map<String, NdArray> more = weighted.prepare(batch(weighted, 3, at -> at % 2));
    assertThat(more.keySet()).containsAll(inputs.keySet());
    inputs.forEach(
        (name, array) -> assertThat(more.get(name).doubles()).as(name).isEqualTo(array.doubles()));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("where every voxel counts the loss is the plain one, and where none does it is 0")
  default void weighingIsAMeanOverWhatCounts(NetworkFamily family) {
    PretextTask task = task(family);
    PretextTask weighted = weighted(task);
    double plain = loss(family, task, batch(task, 0));
    assertThat(loss(family, weighted, batch(weighted, 0))).isCloseTo(plain, within(1e-5 * plain));
    assertThat(loss(family, weighted, batch(weighted, 0, at -> 0))).isZero();
    assertThat(loss(family, weighted, batch(weighted, 0, at -> at % 3 == 0 ? 0 : 1)))
        .isNotCloseTo(plain, within(1e-7 * plain));
  }

  private double loss(NetworkFamily family, PretextTask task, PretextBatch batch) {
    PretextProgram program = new PretextProgram(backbone(family, task), task);
    Map<String, NdArray> weights =
        Initialization.PYTORCH.draw(program.weights(), new RandomStreams(1));
    try (Engine engine = engine()) {
      return TestEngines.run(engine, program, weights, task.prepare(batch))
          .get(Program.LOSS)
          .item();
    }
  }

  @Test
  @DisplayName("id, citation and licence are stated")
  default void identityIsStated() {
    MethodInfo info = method().info();
    assertThat(List.of(info.id(), info.citation(), info.licence())).noneMatch(String::isBlank);
    assertThat(method().defaults()).isNotNull();
  }
}
