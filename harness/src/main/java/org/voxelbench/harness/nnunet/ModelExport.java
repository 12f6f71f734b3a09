package org.voxelbench.harness.nnunet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.harness.predict.FoldEnsemble;
import org.voxelbench.weights.pytorch.PytorchWriter;

/** Writes finished runs, the folds of one plan, as a model folder that nnU-Net predicts with. */
public final class ModelExport {

  private ModelExport() {}

  /**
   * Writes a folder whole or not at all.
   *
   * @throws BadInputException if two runs are of the same fold, or something lies there already
   */
  public static void write(FoldEnsemble runs, Path out) {
    List<FoldRun> folds = FoldRun.all(runs);
    ModelDataset dataset = ModelDataset.read(runs.any().folder().resolve(DatasetJson.NAME));
    String card = new ModelCard(folds, dataset).text();
    AtomicFolder.make(
        out,
        inside -> {
          ModelFolder model = new ModelFolder(inside);
          JsonFile.write(model.plans(), folds.get(0).plan());
          JsonFile.write(model.dataset(), dataset.json());
          for (FoldRun fold : folds) {
            Path file = model.checkpoint(fold.fold(), ModelFolder.FINAL);
            Files.createDirectories(file.getParent());
            PytorchWriter.write(file, CheckpointContent.of(fold, dataset.json()));
          }
          Files.writeString(model.card(), card, StandardCharsets.UTF_8);
        });
  }
}
