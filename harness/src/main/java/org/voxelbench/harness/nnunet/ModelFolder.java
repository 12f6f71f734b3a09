package org.voxelbench.harness.nnunet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.harness.console.FolderChecks;

/** A folder of trained models as nnU-Net lays it out: a plan, a data set, a checkpoint per fold. */
record ModelFolder(Path path) {

  /** The checkpoint that nnU-Net predicts with. */
  static final String FINAL = "checkpoint_final.pth";

  private static final String FOLD = "fold_";

  /** Whether nnU-Net calls a fold so. */
  static boolean isFold(String name) {
    return name.matches("[0-9]{1,4}|all");
  }

  Path plans() {
    return path.resolve("plans.json");
  }

  Path dataset() {
    return path.resolve(DatasetJson.NAME);
  }

  Path card() {
    return path.resolve("README.md");
  }

  /** Where all that belongs to a fold lies. */
  Path fold(String fold) {
    return path.resolve(FOLD + fold);
  }

  Path checkpoint(String fold, String name) {
    return fold(fold).resolve(name);
  }

  /**
   * The folds that have a checkpoint of that name: numbers in order, then {@code all}.
   *
   * @throws BadInputException if there is none
   */
  List<String> folds(String checkpoint) {
    List<String> folds =
        FolderChecks.names(path).stream()
            .filter(name -> name.startsWith(FOLD))
            .map(name -> name.substring(FOLD.length()))
            .filter(ModelFolder::isFold)
            .filter(fold -> Files.isRegularFile(checkpoint(fold, checkpoint)))
            .sorted((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length())
            .toList();
    if (folds.isEmpty()) {
      throw new BadInputException(
          "'"
              + path
              + "' holds no fold_X/"
              + checkpoint
              + "; name a folder that nnU-Net trained, such as"
              + " nnUNet_results/Dataset004_X/nnUNetTrainer__nnUNetPlans__3d_fullres, or another"
              + " --checkpoint.");
    }
    return folds;
  }
}
