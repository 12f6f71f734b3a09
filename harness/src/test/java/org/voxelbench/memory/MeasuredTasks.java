package org.voxelbench.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.NdArray;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.loop.PretextProgram;
import org.voxelbench.training.loop.Pretraining;
import org.voxelbench.training.loss.SegmentationObjective;
import org.voxelbench.training.loss.SegmentationTask;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.pretext.MethodRegistry;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Protocols;

/** The pretext tasks of all methods and the segmentation, on batches of noise. */
public final class MeasuredTasks {

  /** The segmentation without and with deep supervision. */
  public static final String SCRATCH = "scratch";

  public static final String DEEP_SUPERVISION = "scratch-deep-supervision";

  private static final RandomStreams STREAMS = new RandomStreams(15);
  private static final MethodRegistry METHODS =
      MethodRegistry.find(MeasuredTasks.class.getClassLoader());

  private MeasuredTasks() {}

  /** All names, the segmentation first. */
  public static List<String> names() {
    return Stream.concat(
            Stream.of(SCRATCH, DEEP_SUPERVISION),
            METHODS.all().stream()
                .filter(method -> pretrains(method))
                .map(method -> method.info().id()))
        .toList();
  }

  private static <S extends Record> boolean pretrains(SslMethod<S> method) {
    boolean own = method.pretrainedAs().equals(method.info().id());
    return own
        && method.networks().contains(NetworkFamily.U_NET)
        && method.pretext(method.defaults()).isPresent();
  }

  /**
   * A training.
   *
   * @param settings the method's settings that differ from its defaults
   */
  public static MeasuredTask named(String name, FixedPlan plan, Map<String, Object> settings) {
    return switch (name) {
      case SCRATCH -> segmentation(name, plan, false);
      case DEEP_SUPERVISION -> segmentation(name, plan, true);
      default -> pretext(METHODS.get(name), plan, settings);
    };
  }

  private static MeasuredTask segmentation(String name, FixedPlan plan, boolean deepSupervision) {
    Labels labels = labels();
    Network network = Network.of(plan.architecture(), 1, labels.outputChannels(), deepSupervision);
    int[] size = ints(plan.patchSize());
    float[] image = new float[plan.batchSize() * size[0] * size[1] * size[2]];
    float[] target = new float[image.length];
    RandomStream random = STREAMS.stream("segmentation");
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
      target[i] = random.nextInt(labels.outputChannels());
    }
    int[] shape = {plan.batchSize(), 1, size[0], size[1], size[2]};
    return new MeasuredTask(
        name,
        plan,
        network,
        new SegmentationObjective(network, new SegmentationTask(labels), false, false),
        network.weights(),
        Map.of(
            SegmentationObjective.IMAGE, NdArray.of(shape, image),
            SegmentationObjective.TARGET, NdArray.of(shape, target)));
  }

  /** Background and two classes. */
  public static Labels labels() {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    entries.put("one", List.of(1));
    entries.put("two", List.of(2));
    return new Labels(entries, List.of());
  }

  private static <S extends Record> MeasuredTask pretext(
      SslMethod<S> method, FixedPlan plan, Map<String, Object> changes) {
    String id = method.info().id();
    PretextTask task =
        method.pretext(Protocols.settings(id, method.defaults(), changes)).orElseThrow();
    Network network = Pretraining.network(plan, task);
    PretextProgram program = new PretextProgram(network, task);
    return new MeasuredTask(
        id, plan, network, program, program.weights(), task.prepare(batch(task, plan)));
  }

  private static PretextBatch batch(PretextTask task, FixedPlan plan) {
    PretextPatches asked = task.patches(ints(plan.patchSize()));
    List<List<float[]>> samples =
        IntStream.range(0, plan.batchSize())
            .mapToObj(
                sample ->
                    IntStream.range(0, asked.perSample())
                        .mapToObj(i -> noise(asked.size(), STREAMS.stream("patch", sample, i)))
                        .toList())
            .toList();
    return new PretextBatch(
        samples, asked.size(), STREAMS.stream("batch"), sample -> STREAMS.stream("sample", sample));
  }

  private static float[] noise(int[] size, RandomStream random) {
    float[] voxels = new float[size[0] * size[1] * size[2]];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (float) random.nextGaussian();
    }
    return voxels;
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
