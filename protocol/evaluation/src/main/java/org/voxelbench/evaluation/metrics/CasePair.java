package org.voxelbench.evaluation.metrics;

import java.nio.file.Files;
import java.nio.file.Path;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.raw.RawCase;

/**
 * A prediction from a file and the reference that it is compared with, both as the data set's
 * reader turns them.
 *
 * @param prediction the prediction
 * @param reference the label map, where its own file puts it if the prediction lies there too, else
 *     voxel by voxel on the image
 */
public record CasePair(LabelMap prediction, LabelMap reference) {

  /**
   * Reads both.
   *
   * @throws DatasetException naming the file, if one is missing or damaged
   * @throws BadInputException naming the case, if the prediction lies neither on the voxels of the
   *     label map nor on those of the image
   */
  public static CasePair read(RawCase raw, Path file) {
    LabelMap prediction = raw.reader().labelMap(file);
    LabelMap own = raw.labelMap();
    boolean fits = SameGeometry.holds(prediction.geometry(), own.geometry());
    LabelMap reference = fits || !hasImage(raw) ? own : raw.labelsOnImage();
    SameGeometry.check(raw.id(), prediction.geometry(), reference.geometry());
    return new CasePair(prediction, reference);
  }

  private static boolean hasImage(RawCase raw) {
    return raw.imageFiles().stream().limit(1).anyMatch(Files::isRegularFile);
  }
}
