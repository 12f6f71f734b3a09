package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.Orientation;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.evaluation.postprocess.ConnectedComponents;

/**
 * Measures one case.
 *
 * @param labels the classes; empty for unlabelled data
 */
record CaseSurveyor(Optional<Labels> labels) {

  /** Multiplies a hash; odd, of no pattern. */
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  /**
   * Measures a case.
   *
   * @param map its label map, which is looked at if it has the image's size
   * @param compared whether it takes part in the search for near copies
   */
  SurveyedCase look(
      CaseKey key, RawCase raw, List<Image> images, Optional<LabelMap> map, boolean compared) {
    Geometry geometry = images.get(0).geometry();
    Optional<LabelMap> fitting =
        map.filter(labelled -> Arrays.equals(labelled.geometry().size(), geometry.size()));
    boolean[] foreground = fitting.map(this::foreground).orElse(new boolean[0]);
    List<ChannelFacts> channels = images.stream().map(image -> channel(image, foreground)).toList();
    Optional<Signature> signature =
        channels
            .get(0)
            .all()
            .filter(all -> compared && !all.isConstant())
            .map(all -> Signature.of(images.get(0), all.at(0.5), all.at(99.5)));
    return new SurveyedCase(
        key,
        raw.imageFiles(),
        geometry,
        channels,
        fitting.filter(labelled -> labels.isPresent()).map(labelled -> labels(labelled, geometry)),
        signature);
  }

  private static ChannelFacts channel(Image image, boolean[] foreground) {
    float[] under = new float[foreground.length];
    int count = 0;
    for (int voxel = 0; voxel < foreground.length; voxel++) {
      if (foreground[voxel]) {
        under[count++] = image.voxels()[voxel];
      }
    }
    return new ChannelFacts(
        Percentiles.of(image.voxels()), Percentiles.of(Arrays.copyOf(under, count)));
  }

  private boolean[] foreground(LabelMap map) {
    List<Integer> values =
        labels.stream()
            .flatMap(known -> known.foreground().stream().flatMap(List::stream))
            .toList();
    return mask(map, values);
  }

  private static boolean[] mask(LabelMap map, List<Integer> values) {
    boolean[] counts = new boolean[1 << Short.SIZE];
    values.stream().filter(value -> value != 0).forEach(value -> counts[value] = true);
    boolean[] mask = new boolean[map.labels().length];
    for (int voxel = 0; voxel < mask.length; voxel++) {
      mask[voxel] = counts[map.labels()[voxel] & 0xFFFF];
    }
    return mask;
  }

  private LabelFacts labels(LabelMap map, Geometry image) {
    boolean[] foreground = foreground(map);
    long count = 0;
    for (boolean labelled : foreground) {
      count += labelled ? 1 : 0;
    }
    Labels known = labels.orElseThrow();
    List<ClassFacts> classes = new ArrayList<>();
    for (int c = 0; c < known.foreground().size(); c++) {
      classes.add(
          ofClass(known.foregroundNames().get(c), mask(map, known.foreground().get(c)), image));
    }
    return new LabelFacts(hash(map), count / (double) foreground.length, List.copyOf(classes));
  }

  private static ClassFacts ofClass(String name, boolean[] mask, Geometry image) {
    int[] size = image.size();
    int[] lower = size.clone();
    int[] upper = new int[3];
    double[] sums = new double[3];
    long voxels = 0;
    for (int voxel = 0; voxel < mask.length; voxel++) {
      if (mask[voxel]) {
        voxels++;
        int[] at = {voxel / size[2] / size[1], voxel / size[2] % size[1], voxel % size[2]};
        for (int axis = 0; axis < 3; axis++) {
          lower[axis] = Math.min(lower[axis], at[axis]);
          upper[axis] = Math.max(upper[axis], at[axis] + 1);
          sums[axis] += at[axis];
        }
      }
    }
    double[] spacing = image.spacing();
    return new ClassFacts(
        name,
        voxels,
        voxels * spacing[0] * spacing[1] * spacing[2],
        voxels == 0 ? 0 : components(mask, size, lower, upper),
        centre(sums, voxels, image));
  }

  /** Counts in the box that holds the class. */
  private static int components(boolean[] mask, int[] size, int[] lower, int[] upper) {
    int[] box = {upper[0] - lower[0], upper[1] - lower[1], upper[2] - lower[2]};
    boolean[] inside = new boolean[box[0] * box[1] * box[2]];
    for (int d = 0; d < box[0]; d++) {
      for (int h = 0; h < box[1]; h++) {
        int from = ((lower[0] + d) * size[1] + lower[1] + h) * size[2] + lower[2];
        System.arraycopy(mask, from, inside, (d * box[1] + h) * box[2], box[2]);
      }
    }
    return ConnectedComponents.count(box, inside);
  }

  private static double[] centre(double[] sums, long voxels, Geometry image) {
    Orientation orientation = Orientation.of(image.affine());
    double[] centre = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double share = (sums[2 - axis] / voxels + 0.5) / image.size()[2 - axis];
      centre[orientation.anatomical()[axis]] = orientation.flipped()[axis] ? 1 - share : share;
    }
    return centre;
  }

  private static String hash(LabelMap map) {
    long a = 1;
    long b = 2;
    for (short label : map.labels()) {
      a = (a ^ label) * PRIME;
      b = (Long.rotateLeft(b, 23) + label) * PRIME;
    }
    return String.format(
        Locale.ROOT,
        "%s:%016x%016x",
        Arrays.toString(map.geometry().size()),
        a ^ a >>> 32,
        b ^ b >>> 29);
  }
}
