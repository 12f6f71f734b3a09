package org.voxelbench.datasets.raw;

import java.util.Arrays;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;

/**
 * Turns volumes so that their axes point right, anterior and superior, and back; voxels are moved,
 * never interpolated (nibabel: {@code as_closest_canonical}).
 */
public final class Reorientation {

  private final Geometry stored;
  private final Geometry turned;

  /** Places in the stored array: of the first turned voxel, and the step per turned axis. */
  private final int first;

  private final int[] steps;

  private Reorientation(Geometry stored, Geometry turned, int first, int[] steps) {
    this.stored = stored;
    this.turned = turned;
    this.first = first;
    this.steps = steps;
  }

  /**
   * The way from a file's orientation to right, anterior, superior.
   *
   * @throws DatasetException if the affine can't be inverted
   */
  public static Reorientation of(Geometry stored) {
    Orientation orientation = Orientation.of(stored.affine());
    int[] strides = {1, stored.size()[2], stored.size()[2] * stored.size()[1]};
    int[] size = new int[3];
    double[] spacing = new double[3];
    double[][] affine = new double[4][4];
    affine[3][3] = 1;
    int[] steps = new int[3];
    int first = 0;
    for (int row = 0; row < 3; row++) {
      affine[row][3] = stored.affine()[row][3];
    }
    for (int axis = 0; axis < 3; axis++) {
      int to = orientation.anatomical()[axis];
      int sign = orientation.flipped()[axis] ? -1 : 1;
      int voxels = stored.size()[2 - axis];
      size[2 - to] = voxels;
      spacing[2 - to] = stored.spacing()[2 - axis];
      steps[2 - to] = sign * strides[axis];
      first += sign < 0 ? strides[axis] * (voxels - 1) : 0;
      for (int row = 0; row < 3; row++) {
        affine[row][to] = sign * stored.affine()[row][axis];
        affine[row][3] += sign < 0 ? stored.affine()[row][axis] * (voxels - 1) : 0;
      }
    }
    return new Reorientation(stored, new Geometry(size, spacing, affine), first, steps);
  }

  /** The geometry after turning. */
  public Geometry turned() {
    return turned;
  }

  /** Turns an image of the stored geometry's size. */
  public Image apply(Image image) {
    check(image.geometry(), stored);
    float[] voxels = new float[image.voxels().length];
    walk((from, to) -> voxels[to] = image.voxels()[from]);
    return new Image(turned, voxels);
  }

  /** Turns a label map of the stored geometry's size. */
  public LabelMap apply(LabelMap map) {
    check(map.geometry(), stored);
    short[] labels = new short[map.labels().length];
    walk((from, to) -> labels[to] = map.labels()[from]);
    return new LabelMap(turned, labels);
  }

  /** Turns a label map of the turned geometry's size back, for writing beside the stored image. */
  public LabelMap undo(LabelMap map) {
    check(map.geometry(), turned);
    short[] labels = new short[map.labels().length];
    walk((storedAt, turnedAt) -> labels[storedAt] = map.labels()[turnedAt]);
    return new LabelMap(stored, labels);
  }

  private interface Pair {
    void visit(int storedAt, int turnedAt);
  }

  private void walk(Pair pair) {
    int at = 0;
    for (int d = 0; d < turned.size()[0]; d++) {
      for (int h = 0; h < turned.size()[1]; h++) {
        int place = first + d * steps[0] + h * steps[1];
        for (int w = 0; w < turned.size()[2]; w++) {
          pair.visit(place, at++);
          place += steps[2];
        }
      }
    }
  }

  private static void check(Geometry given, Geometry expected) {
    if (!Arrays.equals(given.size(), expected.size())) {
      throw new DatasetException(
          "a volume of "
              + Arrays.toString(given.size())
              + " voxels can't be turned, expected "
              + Arrays.toString(expected.size())
              + ".");
    }
  }
}
