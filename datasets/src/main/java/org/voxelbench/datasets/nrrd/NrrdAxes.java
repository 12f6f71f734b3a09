package org.voxelbench.datasets.nrrd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.voxelbench.datasets.voxel.Room;
import org.voxelbench.datasets.voxel.VolumeHeader;

/**
 * Which axes of a NRRD lie in space and which count its volumes: components, layers or times.
 *
 * @param size voxels per axis, the first running fastest
 * @param spatial the three axes in space
 * @param run values of a volume that stand together
 */
record NrrdAxes(long[] size, int[] spatial, int run) {

  private static final int MOST = 16;
  private static final Set<String> KINDS_OF_SPACE = Set.of("domain", "space", "none", "???");

  /** Reads the axes; those without a direction lie in no space. */
  static NrrdAxes of(NrrdFields fields, Optional<List<double[]>> directions) {
    int axes = count(fields);
    long[] size = fields.integers("sizes", axes);
    long values = 1;
    for (long voxels : size) {
      if (voxels < 1) {
        throw fields.fault("has an axis of " + voxels + " voxels (sizes), expected at least 1");
      }
      if (voxels > Integer.MAX_VALUE || values * voxels > Room.LONGEST_ARRAY) {
        throw fields.fault(
            "is of shape "
                + VolumeHeader.words(size)
                + " (sizes), which is more than "
                + Room.LONGEST_ARRAY
                + " voxels; crop it or sample it down");
      }
      values *= voxels;
    }
    Optional<String[]> kinds = fields.words("kinds", axes);
    List<Integer> spatial = new ArrayList<>();
    IntStream.range(0, axes)
        .filter(axis -> kinds.isEmpty() || KINDS_OF_SPACE.contains(kinds.get()[axis]))
        .filter(axis -> directions.isEmpty() || directions.get().get(axis).length > 0)
        .limit(3)
        .forEach(spatial::add);
    if (axes < 3) {
      throw VolumeHeader.tooFlat(fields.file(), NrrdFields.FORMAT, size);
    }
    if (spatial.size() < 3) {
      throw fields.fault(
          "is of shape "
              + VolumeHeader.words(size)
              + " with "
              + spatial.size()
              + (spatial.size() == 1 ? " axis" : " axes")
              + " in space (kinds, space directions), expected 3");
    }
    int[] three = spatial.stream().mapToInt(axis -> axis).toArray();
    return new NrrdAxes(size, three, run(fields, size, three));
  }

  /** The axes that are left have to stand together. */
  private static int run(NrrdFields fields, long[] size, int[] spatial) {
    int run = 0;
    int inner = 1;
    int last = -1;
    for (int axis = 0; axis < size.length; axis++) {
      int place = axis;
      if (IntStream.of(spatial).anyMatch(own -> own == place)) {
        inner *= (int) size[axis];
      } else if (run == 0 || last == axis - 1) {
        run = run == 0 ? inner : run;
        last = axis;
      } else {
        throw fields.fault(
            "is of shape "
                + VolumeHeader.words(size)
                + " with axes that are not in space in two places (kinds), expected them side by"
                + " side");
      }
    }
    return run == 0 ? inner : run;
  }

  /** The number of axes that {@code dimension} gives. */
  static int count(NrrdFields fields) {
    fields.required("dimension");
    long axes = fields.integer("dimension").orElseThrow();
    if (axes < 1 || axes > MOST) {
      throw fields.fault("counts " + axes + " axes (dimension), expected 1 to " + MOST);
    }
    return (int) axes;
  }

  /** Voxels of a volume. */
  int voxels() {
    return (int) (size[spatial[0]] * size[spatial[1]] * size[spatial[2]]);
  }

  /** The number of volumes. */
  int volumes() {
    long values = 1;
    for (long voxels : size) {
      values *= voxels;
    }
    return (int) (values / voxels());
  }
}
