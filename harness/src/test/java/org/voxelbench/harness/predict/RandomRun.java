package org.voxelbench.harness.predict;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.engine.NdArray;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.FixedPlan;

/** Finished runs of random weights on a phantom. */
public final class RandomRun {

  public static final FixedPlan PLAN =
      new FixedPlan(
          List.of(11.0, 11.0, 11.0), List.of(16, 16, 16), 2, List.of(4, 8), List.of(1, 1));

  private final Path dataset;

  private RandomRun(Path dataset) {
    this.dataset = dataset;
  }

  public static RandomRun on(Path dataset) {
    Phantoms.write(new PhantomSpec(PhantomKind.LESIONS, 2, 1, new int[] {16, 18, 16}), dataset);
    return new RandomRun(dataset);
  }

  public Path images() {
    return dataset.resolve("imagesTr");
  }

  /** Leaves a run in a folder. */
  public Path in(Path folder, long seed, TrainedInference inference) {
    return in(folder, seed, PLAN.patchSize(), inference);
  }

  /** Leaves a run of another patch in a folder. */
  public Path in(Path folder, long seed, List<Integer> patch, TrainedInference inference) {
    RawDataset raw = RawDataset.open(dataset);
    Plan plan =
        new FixedPlanner(PLAN.spacing(), patch, PLAN.architecture(), 2)
            .plan(
                FingerprintExtractor.extract(raw, CaseWorkers.ofThreads(1, (done, of) -> {})),
                DatasetSummary.of(raw));
    Network network =
        Network.of(
            plan.configuration(Preparation.CONFIGURATION).architecture(),
            raw.channelNames().size(),
            raw.labels().outputChannels(),
            true);
    TrainedRun.write(
        folder,
        plan,
        JsonFile.read(dataset.resolve(DatasetJson.NAME)),
        inference,
        weights(network, seed));
    return folder;
  }

  public static Map<String, NdArray> weights(Network network, long seed) {
    return Initialization.HE.draw(network.weights(), new RandomStreams(seed));
  }
}
