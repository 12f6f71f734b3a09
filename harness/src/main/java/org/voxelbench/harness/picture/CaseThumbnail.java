package org.voxelbench.harness.picture;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.raw.Orientation;

/**
 * A case at a glance: one slice seen from above, one from the front and one from the left, side by
 * side, at the same scale, with labels outlined.
 *
 * <p>Right, anterior and superior are where the header puts them: right to the right in the first
 * two, anterior up in the first and right in the third, superior up in the last two. Each slice is
 * the one with the most foreground, else the middle one.
 */
public final class CaseThumbnail {

  /** Pixels of the longest edge of the field of view. */
  public static final int EDGE = 104;

  private static final int GAP = 2;

  /** Colours of label 1, 2 and so on, then again; bright, since images are dark. */
  private static final int[] COLOURS = {
    0xFFD23F, 0x35C4F0, 0xFF5C8A, 0x8EE53F, 0xFF9A3D, 0xB79CFF, 0x2EE6B6, 0xE8E8E8
  };

  private final Image image;
  private final Optional<LabelMap> labels;
  private final IntPredicate foreground;
  private final IntensityWindow window;
  private final int[] lengths = new int[3];
  private final double[] spacing = new double[3];
  private final int[] strides = new int[3];
  private final boolean[] flipped = new boolean[3];

  /**
   * Makes ready to draw.
   *
   * @param image what is drawn
   * @param labels of the image's size
   * @param foreground which labels are outlined
   * @param black what is black, and all below
   * @param white what is white, and all above
   */
  public CaseThumbnail(
      Image image, Optional<LabelMap> labels, IntPredicate foreground, float black, float white) {
    this.image = image;
    this.labels = labels;
    this.foreground = foreground;
    this.window = new IntensityWindow(black, white);
    Geometry geometry = image.geometry();
    int[] size = geometry.size();
    int[] stored = {1, size[2], size[2] * size[1]};
    Orientation orientation = Orientation.of(geometry.affine());
    for (int axis = 0; axis < 3; axis++) {
      int to = orientation.anatomical()[axis];
      lengths[to] = size[2 - axis];
      spacing[to] = geometry.spacing()[2 - axis];
      strides[to] = stored[axis];
      flipped[to] = orientation.flipped()[axis];
    }
  }

  /** The colour of a label, as {@code 0xRRGGBB}. */
  public static int colour(int label) {
    return COLOURS[Math.floorMod(label - 1, COLOURS.length)];
  }

  /** Draws it. */
  public BufferedImage draw() {
    int[] through = through();
    double longest = 0;
    for (int axis = 0; axis < 3; axis++) {
      longest = Math.max(longest, lengths[axis] * spacing[axis]);
    }
    double scale = EDGE / longest;
    BufferedImage[] slices = {
      slice(0, 1, 2, through[2], scale),
      slice(0, 2, 1, through[1], scale),
      slice(1, 2, 0, through[0], scale)
    };
    BufferedImage all =
        new BufferedImage(
            slices[0].getWidth() + slices[1].getWidth() + slices[2].getWidth() + 2 * GAP,
            Math.max(slices[0].getHeight(), slices[1].getHeight()),
            BufferedImage.TYPE_INT_RGB);
    int left = 0;
    for (BufferedImage slice : slices) {
      int top = (all.getHeight() - slice.getHeight()) / 2;
      all.getRaster().setRect(left, top, slice.getRaster());
      left += slice.getWidth() + GAP;
    }
    return all;
  }

  /** Place of a voxel along an axis in memory, counted towards right, anterior or superior. */
  private int offset(int axis, int at) {
    return strides[axis] * (flipped[axis] ? lengths[axis] - 1 - at : at);
  }

  /** The slice along each axis with the most foreground, else the middle one. */
  private int[] through() {
    int[][] counts = {new int[lengths[0]], new int[lengths[1]], new int[lengths[2]]};
    labels.ifPresent(map -> count(map, counts));
    int[] through = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      through[axis] = lengths[axis] / 2;
      for (int at = 0; at < lengths[axis]; at++) {
        if (counts[axis][at] > counts[axis][through[axis]]) {
          through[axis] = at;
        }
      }
    }
    return through;
  }

  private void count(LabelMap map, int[][] counts) {
    for (int s = 0; s < lengths[2]; s++) {
      for (int a = 0; a < lengths[1]; a++) {
        for (int r = 0; r < lengths[0]; r++) {
          if (foreground.test(map.labels()[offset(0, r) + offset(1, a) + offset(2, s)])) {
            counts[0][r]++;
            counts[1][a]++;
            counts[2][s]++;
          }
        }
      }
    }
  }

  /** One slice, its axes running to the right and up. */
  private BufferedImage slice(int right, int up, int across, int at, double scale) {
    int width = (int) Math.max(1, Math.round(lengths[right] * spacing[right] * scale));
    int height = (int) Math.max(1, Math.round(lengths[up] * spacing[up] * scale));
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] shown = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int voxel =
            offset(right, x * lengths[right] / width)
                + offset(up, (height - 1 - y) * lengths[up] / height)
                + offset(across, at);
        picture.setRGB(x, y, window.grey(image.voxels()[voxel]) * 0x010101);
        int label = labels.map(map -> (int) map.labels()[voxel]).orElse(0);
        shown[y * width + x] = foreground.test(label) ? label : 0;
      }
    }
    outline(picture, new LabelSlice(shown, width, height));
    return picture;
  }

  /** Colours the pixels of a label that touch another. */
  private static void outline(BufferedImage picture, LabelSlice labels) {
    for (int y = 0; y < labels.height(); y++) {
      for (int x = 0; x < labels.width(); x++) {
        int own = labels.at(x, y);
        if (own != 0 && labels.isEdge(x, y)) {
          picture.setRGB(x, y, colour(own));
        }
      }
    }
  }
}
