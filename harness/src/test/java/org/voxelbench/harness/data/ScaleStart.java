package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.raw.CorpusSieve;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** What a start does with a corpus before anything is trained, part by part. */
final class ScaleStart {

  private ScaleStart() {}

  public static void main(String[] arguments) {
    Protocol protocol = Protocols.load(arguments[0]);
    Workspace workspace = new Workspace(Path.of(arguments[2]));
    Preparation preparation =
        new Preparation(
            protocol, workspace, Runtime.getRuntime().availableProcessors(), Progress.SILENT);
    DatasetCatalog catalog =
        new DatasetCatalog(Optional.of(Path.of(arguments[1])), workspace, Progress.SILENT);
    long begin = System.nanoTime();
    RawDataset listed = catalog.open(catalog.card(protocol.pretraining().datasets().get(0)));
    ScaleTest.print("list", begin);
    begin = System.nanoTime();
    RawDataset kept = preparation.keep(listed, protocol.pretraining()).images();
    ScaleTest.print("filter", begin);
    begin = System.nanoTime();
    CorpusSieve.Sifted sifted = preparation.sift(kept, Optional.empty());
    LeakageCheck.of(List.of(sifted.voxelHashes()));
    ScaleTest.print("verify and hash", begin);
    begin = System.nanoTime();
    DatasetFingerprint fingerprint = preparation.fingerprint(sifted.sound());
    ScaleTest.print("fingerprint", begin);
    begin = System.nanoTime();
    preparation.prepare(sifted.sound(), fingerprint, TrainingPlan.FIXED);
    ScaleTest.print("plan and preprocess", begin);
    System.err.printf(
        "%d listed, %d kept, %d of them can't be used%n",
        listed.trainingCases().size(), kept.trainingCases().size(), sifted.skipped().size());
  }
}
