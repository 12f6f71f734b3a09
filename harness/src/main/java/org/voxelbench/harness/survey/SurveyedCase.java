package org.voxelbench.harness.survey;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.raw.Orientation;

/**
 * What one case shows.
 *
 * @param key its name
 * @param imageFiles one for each channel
 * @param geometry of the first channel
 * @param channels intensities, in the channels' order
 * @param labels what its label map holds; empty without one that fits the image
 * @param signature the first channel coarsely; empty if it isn't compared
 */
public record SurveyedCase(
    CaseKey key,
    List<Path> imageFiles,
    Geometry geometry,
    List<ChannelFacts> channels,
    Optional<LabelFacts> labels,
    Optional<Signature> signature) {

  /** Where the axes of the file point, such as {@code RAS}. */
  public String axes() {
    return Orientation.of(geometry.affine()).letters();
  }

  /** Millimetres of the field of view towards right, anterior and superior. */
  public double[] extent() {
    Orientation orientation = Orientation.of(geometry.affine());
    double[] extent = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      extent[orientation.anatomical()[axis]] =
          geometry.size()[2 - axis] * geometry.spacing()[2 - axis];
    }
    return extent;
  }
}
