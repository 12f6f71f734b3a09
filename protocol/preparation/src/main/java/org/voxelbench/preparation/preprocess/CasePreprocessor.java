package org.voxelbench.preparation.preprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.preparation.cache.CaseProperties;
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

  private static final int[] AS_READ = {0, 1, 2};
  private static final int[] ONE_VOXEL = {1, 1, 1};

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
    tooThin(raw, shape, newShape, cropped.spacing(), target)
        .ifPresent(
            why -> {
              throw new BadInputException(why);
            });
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
    Optional<short[]> marked = labels.isPresent() ? Optional.empty() : marked(raw, cropped);
    short[] segmentation =
        Resampler.of(configuration.resampling().segmentation())
            .resampleLabels(
                marked.orElse(cropped.segmentation()), shape, newShape, cropped.spacing(), target);
    ClassLocations locations =
        labels
            .map(declared -> ClassSampler.sample(segmentation, newShape, declared, random))
            .orElse(ClassLocations.none());
    return new PreprocessedCase(
        raw.id(),
        newShape,
        channels,
        segmentation,
        marked.isPresent(),
        locations,
        cropped.properties());
  }

  /** -1 where a mask marks voxels that no loss may count, 0 elsewhere; empty without a mask. */
  private Optional<short[]> marked(RawCase raw, CroppedCase cropped) {
    CaseProperties properties = cropped.properties();
    return raw.ignored()
        .map(
            mask ->
                properties
                    .crop()
                    .cut(
                        AxisOrder.transpose(
                            mask.labels(), mask.geometry().size(), plan.transposeForward()),
                        properties.shapeBeforeCrop()))
        .map(CasePreprocessor::asSegmentation);
  }

  private static short[] asSegmentation(short[] mask) {
    short[] segmentation = new short[mask.length];
    for (int i = 0; i < mask.length; i++) {
      segmentation[i] = (short) (mask[i] == 0 ? 0 : -1);
    }
    return segmentation;
  }

  /**
   * Whether an axis of a case vanishes under a spacing, in a sentence; empty if none does.
   *
   * <p>A crop to the non-zero region can leave one voxel of an axis, and then its image is read.
   *
   * @param target mm per voxel, {@code [D, H, W]}
   */
  public static Optional<String> tooThin(RawCase raw, double[] target) {
    double[] spacing = raw.reader().geometry(raw.imageFiles().get(0)).spacing();
    if (Arrays.stream(Resampler.newShape(ONE_VOXEL, spacing, target)).noneMatch(n -> n < 1)) {
      return Optional.empty();
    }
    int[] shape = CroppedCase.read(raw, AS_READ, false).properties().shapeAfterCrop();
    return tooThin(raw, shape, Resampler.newShape(shape, spacing, target), spacing, target);
  }

  private static Optional<String> tooThin(
      RawCase raw, int[] shape, int[] newShape, double[] spacing, double[] target) {
    for (int axis = 0; axis < 3; axis++) {
      if (newShape[axis] < 1) {
        return Optional.of(
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
    return Optional.empty();
  }
}
