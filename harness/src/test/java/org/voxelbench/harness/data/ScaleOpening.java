package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.raw.RawDataset;
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
    Workspace workspace = new Workspace(Path.of(arguments[2]));
    Preparation preparation = new Preparation(protocol, workspace, 1, Progress.SILENT);
    DatasetCatalog catalog =
        new DatasetCatalog(Optional.of(Path.of(arguments[1])), workspace, Progress.SILENT);
    String name = protocol.pretraining().datasets().get(0);
    long begin = System.nanoTime();
    RawDataset listed = catalog.open(catalog.card(name));
    ScaleTest.print("list", begin);
    begin = System.nanoTime();
    Corpus corpus =
        Corpus.reopen(
            List.of(name),
            Map.of(name, listed),
            Map.of(),
            new DataHashes(new TreeMap<>(Map.of(name, "as it was"))),
            preparation);
    ScaleTest.print("open, split", begin);
    begin = System.nanoTime();
    int[] patch = {16, 16, 16};
    PretrainingBatches batches =
        new PretrainingBatches(
            corpus.train(),
            new Augmentation(AugmentationSettings.none(), patch),
            protocol.pretraining().batchSize(),
            new BatchStreams(new RandomStreams(1), "pretrain", BATCHES));
    for (int i = 0; i < BATCHES; i++) {
      batches.apply(i);
    }
    ScaleTest.print("sample " + 2 * BATCHES + " patches", begin);
  }
}
