package org.voxelbench.preparation.preprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.preparation.cache.ClassLocations;
import org.voxelbench.preparation.cache.PreprocessedCase;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Normalization;
import org.voxelbench.preparation.plan.Plan;

/**
 * Preprocesses a case as nnU-Net does: read, transpose, crop, normalise, resample ({@code
 * default_preprocessor.py}).
 */
public final class CasePreprocessor {

  private final Plan plan;
  private final Configuration configuration;

  /** A preprocessor for one configuration of a plan. */
  public CasePreprocessor(Plan plan, Configuration configuration) {
    this.plan = plan;
    this.configuration = configuration;
  }

  /**
   * Preprocesses a case.
   *
   * @param labels the data set's labels, to read the case's label map; empty to leave it aside
   * @param random draws the class locations
   * @throws BadInputException naming the case, if it doesn't fit the plan
   */
  public PreprocessedCase run(RawCase raw, Optional<Labels> labels, RandomStream random) {
    List<Normalization> schemes = configuration.normalizationSchemes();
    if (raw.imageFiles().size() != schemes.size()) {
      throw new BadInputException(
          "case '"
              + raw.id()
              + "' has "
              + raw.imageFiles().size()
              + " channels, but the plan is for "
              + schemes.size()
              + ".");
    }
    CroppedCase cropped = CroppedCase.read(raw, plan.transposeForward(), labels.isPresent());
    int[] shape = cropped.properties().shapeAfterCrop();
    double[] target = configuration.targetSpacing(cropped.spacing());
    int[] newShape = Resampler.newShape(shape, cropped.spacing(), target);
    checkExtent(raw, shape, newShape, cropped.spacing(), target);
    Volumes.size(newShape);
    Resampler resampler = Resampler.of(configuration.resampling().data());
    List<float[]> channels = new ArrayList<>();
    for (int c = 0; c < schemes.size(); c++) {
      float[] voxels = cropped.channels().get(c);
      Normalizer.of(schemes.get(c))
          .normalize(
              voxels,
              cropped.segmentation(),
              configuration.useMaskForNorm().get(c),
              plan.foregroundIntensityProperties().get(c));
      channels.add(resampler.resample(voxels, shape, newShape, cropped.spacing(), target));
    }
    short[] segmentation =
        Resampler.of(configuration.resampling().segmentation())
            .resampleLabels(cropped.segmentation(), shape, newShape, cropped.spacing(), target);
    ClassLocations locations =
        labels
            .map(declared -> ClassSampler.sample(segmentation, newShape, declared, random))
            .orElse(ClassLocations.none());
    return new PreprocessedCase(
        raw.id(), newShape, channels, segmentation, locations, cropped.properties());
  }

  private static void checkExtent(
      RawCase raw, int[] shape, int[] newShape, double[] spacing, double[] target) {
    for (int axis = 0; axis < 3; axis++) {
      if (newShape[axis] < 1) {
        throw new BadInputException(
            "case '"
                + raw.id()
                + "' ("
                + raw.imageFiles().get(0)
                + ") is too thin for the plan: "
                + shape[axis]
                + " voxels of "
                + spacing[axis]
                + " mm are less than half a voxel of "
                + target[axis]
                + " mm; correct its spacing or leave the case out.");
      }
    }
  }
}
