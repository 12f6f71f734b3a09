package org.voxelbench.preparation.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.plan.DatasetFingerprint;

/**
 * What the headers alone tell of a data set: spacings and shapes, as they are before cropping to
 * the non-zero region. Intensities are unknown.
 */
public final class HeaderFingerprint {

  private HeaderFingerprint() {}

  /**
   * Reads the header of each training case's first channel.
   *
   * @throws DatasetException naming the file that is missing or can't be read
   */
  public static DatasetFingerprint of(RawDataset dataset) {
    List<List<Double>> spacings = new ArrayList<>();
    List<List<Integer>> shapes = new ArrayList<>();
    for (RawCase raw : dataset.trainingCases()) {
      Geometry geometry = raw.reader().geometry(raw.imageFiles().get(0));
      spacings.add(Arrays.stream(geometry.spacing()).boxed().toList());
      shapes.add(Arrays.stream(geometry.size()).boxed().toList());
    }
    return new DatasetFingerprint(spacings, shapes, new TreeMap<>(), 1);
  }
}
