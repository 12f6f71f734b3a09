package org.voxelbench.harness.picture;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;

/**
 * One slice of a case with its reference and a prediction outlined.
 *
 * <p>The slice is the one along D with the most reference foreground (else the most predicted
 * foreground, else the middle one), cut to what is segmented with a margin, with square
 * millimetres. The reference is a light solid line, the prediction a dark dashed one on top of it,
 * so that both are seen where they agree; they differ in hue and in grey. What both call
 * foreground, but of different classes, is hatched in the prediction's colour.
 */
final class CaseOverlay {

  /** Pixels of the longer edge. */
  static final int EDGE = 192;

  static final int REFERENCE = 0xFFD23F;
  static final int PREDICTION = 0xC2187A;

  /** Voxels around what is segmented, at least. */
  private static final int MARGIN = 8;

  /** The dashes' period; it divides evenly along rows, columns and diagonals alike. */
  private static final int DASH = 12;

  /** Distance of two strokes. */
  private static final int HATCH = 6;

  private final Image image;
  private final LabelMap reference;
  private final LabelMap prediction;
  private final IntPredicate foreground;
  private final int[] size;

  /**
   * Makes ready to draw.
   *
   * @param foreground which labels are foreground; edges between those that aren't are not drawn
   * @throws DatasetException if the three don't have the same size
   */
  CaseOverlay(Image image, LabelMap reference, LabelMap prediction, IntPredicate foreground) {
    this.image = image;
    this.reference = reference;
    this.prediction = prediction;
    this.foreground = foreground;
    this.size = reference.geometry().size();
    checkSize("image", image.geometry());
    checkSize("prediction", prediction.geometry());
  }

  private void checkSize(String what, Geometry geometry) {
    if (!Arrays.equals(geometry.size(), size)) {
      throw new DatasetException(
          "the "
              + what
              + " has the size "
              + Arrays.toString(geometry.size())
              + ", its reference "
              + Arrays.toString(size)
              + "; they must be of one case.");
    }
  }

  /** Draws it. */
  BufferedImage draw() {
    int slice = slice();
    Frame frame = Frame.of(this, slice);
    double[] spacing = reference.geometry().spacing();
    double height = frame.rows() * spacing[1];
    double width = frame.columns() * spacing[2];
    double scale = EDGE / Math.max(height, width);
    BufferedImage picture =
        new BufferedImage(
            Math.max(1, (int) Math.round(width * scale)),
            Math.max(1, (int) Math.round(height * scale)),
            BufferedImage.TYPE_INT_RGB);
    int plane = slice * size[1] * size[2];
    IntensityWindow window =
        IntensityWindow.ofImage(
            Arrays.copyOfRange(image.voxels(), plane, plane + size[1] * size[2]));
    int[] truth = new int[picture.getWidth() * picture.getHeight()];
    int[] predicted = new int[truth.length];
    for (int y = 0; y < picture.getHeight(); y++) {
      int row = frame.top() + y * frame.rows() / picture.getHeight();
      for (int x = 0; x < picture.getWidth(); x++) {
        int voxel = plane + row * size[2] + frame.left() + x * frame.columns() / picture.getWidth();
        picture.setRGB(x, y, window.grey(image.voxels()[voxel]) * 0x010101);
        truth[y * picture.getWidth() + x] = label(reference, voxel);
        predicted[y * picture.getWidth() + x] = label(prediction, voxel);
      }
    }
    hatch(picture, truth, predicted);
    outline(picture, truth, REFERENCE, false);
    outline(picture, predicted, PREDICTION, true);
    return picture;
  }

  /** A voxel's label, 0 where it is not foreground. */
  private int label(LabelMap map, int voxel) {
    int label = map.labels()[voxel];
    return foreground.test(label) ? label : 0;
  }

  private int slice() {
    int slice = most(reference);
    if (slice < 0) {
      slice = most(prediction);
    }
    return slice < 0 ? size[0] / 2 : slice;
  }

  /** The slice with the most foreground, the first of equal ones; -1 if there is none. */
  private int most(LabelMap map) {
    int best = -1;
    int most = 0;
    int plane = size[1] * size[2];
    for (int d = 0; d < size[0]; d++) {
      int count = 0;
      for (int voxel = d * plane; voxel < (d + 1) * plane; voxel++) {
        count += label(map, voxel) == 0 ? 0 : 1;
      }
      if (count > most) {
        most = count;
        best = d;
      }
    }
    return best;
  }

  /** Strokes where foreground was found, but as another class, which no outline shows. */
  private static void hatch(BufferedImage picture, int[] truth, int[] predicted) {
    int width = picture.getWidth();
    for (int pixel = 0; pixel < truth.length; pixel++) {
      boolean confused =
          truth[pixel] != 0 && predicted[pixel] != 0 && truth[pixel] != predicted[pixel];
      if (confused && (pixel % width + pixel / width) % HATCH == 0) {
        picture.setRGB(pixel % width, pixel / width, PREDICTION);
      }
    }
  }

  /** Colours the pixels on both sides of each edge between two labels. */
  private static void outline(BufferedImage picture, int[] labels, int colour, boolean dashed) {
    LabelSlice slice = new LabelSlice(labels, picture.getWidth(), picture.getHeight());
    for (int y = 0; y < slice.height(); y++) {
      for (int x = 0; x < slice.width(); x++) {
        boolean drawn = !dashed || (3 * x + 2 * y) / DASH % 2 == 0;
        if (drawn && slice.isEdge(x, y)) {
          picture.setRGB(x, y, colour);
        }
      }
    }
  }

  /** The part of a slice that is drawn, in voxels. */
  private record Frame(int top, int left, int rows, int columns) {

    static Frame of(CaseOverlay of, int slice) {
      int height = of.size[1];
      int width = of.size[2];
      int top = height;
      int bottom = -1;
      int left = width;
      int right = -1;
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          int voxel = (slice * height + row) * width + column;
          if (of.label(of.reference, voxel) != 0 || of.label(of.prediction, voxel) != 0) {
            top = Math.min(top, row);
            bottom = Math.max(bottom, row);
            left = Math.min(left, column);
            right = Math.max(right, column);
          }
        }
      }
      if (bottom < 0) {
        return new Frame(0, 0, height, width);
      }
      double[] spacing = of.reference.geometry().spacing();
      double edge = Math.max((bottom - top + 1) * spacing[1], (right - left + 1) * spacing[2]);
      int[] rows = around(top, bottom, edge / spacing[1], height);
      int[] columns = around(left, right, edge / spacing[2], width);
      return new Frame(rows[0], columns[0], rows[1] - rows[0], columns[1] - columns[0]);
    }

    /** First voxel and the one after the last, of twice the edge around the middle, within 0..n. */
    private static int[] around(int first, int last, double edge, int n) {
      double middle = (first + last + 1) / 2.0;
      double half = Math.max(edge, (last - first + 1) / 2.0 + MARGIN);
      return new int[] {
        (int) Math.max(0, Math.floor(middle - half)), (int) Math.min(n, Math.ceil(middle + half))
      };
    }
  }
}
