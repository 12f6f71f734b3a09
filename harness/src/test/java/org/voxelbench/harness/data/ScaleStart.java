package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.raw.DatasetVerifier;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.training.protocol.Protocols;

/** What a start does with a corpus before anything is trained, part by part. */
final class ScaleStart {

  private ScaleStart() {}

  public static void main(String[] arguments) {
    Preparation preparation =
        new Preparation(
            Protocols.load(arguments[0]),
            new Workspace(Path.of(arguments[2])),
            Runtime.getRuntime().availableProcessors(),
            Progress.SILENT);
    long begin = System.nanoTime();
    RawDataset raw = RawDataset.unlabelled(Path.of(arguments[1]));
    ScaleTest.print("list", begin);
    begin = System.nanoTime();
    DatasetVerifier.Verified verified = preparation.verify(raw, Optional.empty());
    LeakageCheck.of(List.of(verified.voxelHashes()));
    ScaleTest.print("verify and hash", begin);
    begin = System.nanoTime();
    DatasetFingerprint fingerprint = preparation.fingerprint(raw);
    ScaleTest.print("fingerprint", begin);
    begin = System.nanoTime();
    preparation.prepare(raw, fingerprint, TrainingPlan.FIXED);
    ScaleTest.print("plan and preprocess", begin);
  }
}
