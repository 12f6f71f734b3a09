package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.training.augment.Augmentation;
import org.voxelbench.training.augment.AugmentationSettings;
import org.voxelbench.training.loader.BatchStreams;
import org.voxelbench.training.loader.PretrainingBatches;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** What a process that pre-trains does with a prepared corpus: opens, splits and samples it. */
final class ScaleOpening {

  private static final int BATCHES = 1000;

  private ScaleOpening() {}

  public static void main(String[] arguments) {
    Protocol protocol = Protocols.load(arguments[0]);
    Preparation preparation =
        new Preparation(protocol, new Workspace(Path.of(arguments[2])), 1, Progress.SILENT);
    long begin = System.nanoTime();
    Corpus corpus =
        Corpus.reopen(
            List.of("MyCorpus"),
            Map.of(),
            Map.of(),
            new DataHashes(new TreeMap<>(Map.of("MyCorpus", "as it was"))),
            preparation);
    int[] patch = {16, 16, 16};
    PretrainingBatches batches =
        new PretrainingBatches(
            corpus.train(),
            new Augmentation(AugmentationSettings.none(), patch),
            protocol.pretraining().batchSize(),
            new BatchStreams(new RandomStreams(1), "pretrain", BATCHES));
    ScaleTest.print("open, split", begin);
    begin = System.nanoTime();
    for (int i = 0; i < BATCHES; i++) {
      batches.apply(i);
    }
    ScaleTest.print("sample " + 2 * BATCHES + " patches", begin);
  }
}
