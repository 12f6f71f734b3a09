package org.voxelbench.datasets.nrrd;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.voxel.LpsGeometry;

/**
 * Where the fields of a NRRD place its voxels. Coordinates in a space whose axes don't say where
 * they point, such as {@code scanner-xyz}, are taken as left, posterior, superior, as ITK does.
 */
final class NrrdSpace {

  /** The signs that turn coordinates of a space to left, posterior, superior. */
  private static final Map<String, double[]> SIGNS =
      Map.of(
          "right-anterior-superior", new double[] {-1, -1, 1},
          "ras", new double[] {-1, -1, 1},
          "left-anterior-superior", new double[] {1, -1, 1},
          "las", new double[] {1, -1, 1},
          "left-posterior-superior", new double[] {1, 1, 1},
          "lps", new double[] {1, 1, 1},
          "scanner-xyz", new double[] {1, 1, 1},
          "3d-right-handed", new double[] {1, 1, 1},
          "3d-left-handed", new double[] {1, 1, 1});

  private final NrrdFields fields;
  private final int dimension;
  private final double[] signs;
  private final Optional<List<double[]>> directions;

  NrrdSpace(NrrdFields fields, int axes) {
    this.fields = fields;
    Optional<String> name = fields.text("space").map(NrrdSpace::withoutTime);
    if (name.isPresent() && !SIGNS.containsKey(name.get())) {
      throw fields.fault(
          "names the space '"
              + fields.required("space")
              + "', expected one like left-posterior-superior");
    }
    this.signs = name.map(SIGNS::get).orElse(new double[] {1, 1, 1});
    this.dimension = dimension(name.isPresent());
    this.directions = fields.vectors("space directions", axes, dimension);
  }

  private static String withoutTime(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    return plain.matches("(ras|las|lps)t|.*-time") ? plain.replaceAll("t$|-time$", "") : plain;
  }

  private int dimension(boolean named) {
    long given =
        fields
            .integer("space dimension")
            .orElse(named ? 3L + (isWithTime(fields.required("space")) ? 1 : 0) : 0L);
    if (given < 0 || given > 16 || (given < 3 && fields.text("space directions").isPresent())) {
      throw fields.fault("has a space of " + given + " dimensions, expected 3");
    }
    return (int) given;
  }

  private static boolean isWithTime(String name) {
    return !withoutTime(name).equals(name.toLowerCase(Locale.ROOT));
  }

  Optional<List<double[]>> directions() {
    return directions;
  }

  /** The geometry of the spatial axes. */
  Geometry geometry(NrrdAxes axes) {
    int[] size = new int[3];
    Arrays.setAll(size, axis -> (int) axes.size()[axes.spatial()[axis]]);
    return directions
        .map(vectors -> inSpace(vectors, axes, size))
        .orElseGet(() -> withoutSpace(axes, size));
  }

  private Geometry inSpace(List<double[]> vectors, NrrdAxes axes, int[] size) {
    double[][] steps = new double[3][];
    for (int axis = 0; axis < 3; axis++) {
      steps[axis] = turned(vectors.get(axes.spatial()[axis]));
    }
    return LpsGeometry.of(fields.file(), "space directions", size, steps, origin());
  }

  private double[] origin() {
    return fields
        .vectors("space origin", 1, dimension)
        .map(vectors -> turned(vectors.get(0)))
        .orElse(new double[3]);
  }

  private double[] turned(double[] vector) {
    double[] turned = new double[3];
    for (int row = 0; row < 3; row++) {
      turned[row] = signs[row] * vector[row];
    }
    return turned;
  }

  private Geometry withoutSpace(NrrdAxes axes, int[] size) {
    int all = axes.size().length;
    Optional<double[]> spacings = fields.numbers("spacings", all);
    Optional<double[]> least = fields.numbers("axis mins", all);
    double[][] steps = new double[3][3];
    double[] origin = dimension > 0 ? origin() : new double[3];
    for (int axis = 0; axis < 3; axis++) {
      int own = axes.spatial()[axis];
      double spacing = spacings.map(values -> values[own]).orElse(Double.NaN);
      steps[axis][axis] = Double.isNaN(spacing) ? 1 : spacing;
      if (dimension == 0 && least.isPresent() && !Double.isNaN(least.get()[own])) {
        origin[axis] = least.get()[own] + (isNode(own, all) ? 0 : steps[axis][axis] / 2);
      }
    }
    return LpsGeometry.of(fields.file(), "spacings", size, steps, origin);
  }

  /** Whether the least position of an axis is that of its first voxel, and not of its edge. */
  private boolean isNode(int axis, int axes) {
    return fields
        .words("centers", axes)
        .or(() -> fields.words("centerings", axes))
        .filter(centres -> centres[axis].equals("node"))
        .isPresent();
  }
}
