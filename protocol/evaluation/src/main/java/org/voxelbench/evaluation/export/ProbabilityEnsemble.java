package org.voxelbench.evaluation.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.ReaderChoice;

/**
 * Segments a case by the mean of the probabilities that several networks gave it (nnU-Net: {@code
 * ensembling/ensemble.py}).
 *
 * @param labels the networks' labels
 * @param reader the axes in which the networks saw the case
 */
public record ProbabilityEnsemble(Labels labels, ReaderChoice reader) {

  /** Half of a region's probability paints it. */
  private static final float THRESHOLD = 0.5f;

  /** An ensemble of networks trained on a data set. */
  public static ProbabilityEnsemble of(DatasetJson dataset) {
    return new ProbabilityEnsemble(dataset.labels(), dataset.reader());
  }

  /**
   * Segments a case, one class at a time.
   *
   * @param files the probabilities of each network, at least one
   * @param stored where the case lies, as its segmentations are stored
   * @throws BadInputException naming the file that does not hold these labels for this geometry
   */
  public LabelMap segment(List<Path> files, Geometry stored) {
    boolean reoriented = reader.turns();
    int[] size = StoredGeometry.sizeAsRead(stored, reoriented);
    int voxels = Math.toIntExact(stored.voxels());
    List<ProbabilityFile> open = new ArrayList<>();
    try {
      for (Path file : files) {
        open.add(ProbabilityFile.open(file, labels.outputChannels(), size));
      }
      short[] chosen = new LabelChoice(labels, THRESHOLD).choose(mean(open, voxels), voxels);
      return StoredGeometry.map(stored, reoriented, chosen);
    } finally {
      open.forEach(ProbabilityFile::close);
    }
  }

  private static IntFunction<float[]> mean(List<ProbabilityFile> files, int voxels) {
    float[] mean = new float[voxels];
    return k -> {
      Arrays.fill(mean, 0);
      files.forEach(file -> file.addNext(mean));
      for (int i = 0; i < voxels; i++) {
        mean[i] /= files.size();
      }
      return mean;
    };
  }
}
