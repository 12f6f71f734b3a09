package org.voxelbench.evaluation.surface;

import java.util.ArrayList;
import java.util.List;

/**
 * The surface that marching cubes puts between the inside and the outside corners of a unit cube.
 *
 * <p>A code of 8 bits tells the corners that are inside, 128 for corner (0, 0, 0), 1 for (1, 1, 1)
 * and the last axis fastest. The surface cuts edges in their middle; of a code and its complement,
 * it cuts off the fewer corners, and corners that meet only across a face's diagonal are cut off
 * apart. A polygon that isn't flat is made of the triangles that give it the largest area, as in
 * the table of DeepMind's surface-distance.
 */
final class MarchingCube {

  private static final int CORNERS = 8;
  private static final int ALL = (1 << CORNERS) - 1;
  private static final int[][] FACES = faces();

  private MarchingCube() {}

  /** The area vectors of the triangles of a code: as long as their areas, along their normals. */
  static List<double[]> areaVectors(int code) {
    List<double[]> vectors = new ArrayList<>();
    int inside = Integer.bitCount(code) > CORNERS / 2 ? ALL - code : code;
    for (List<double[]> polygon : polygons(inside)) {
      vectors.addAll(largest(polygon));
    }
    return vectors;
  }

  /** The corners of each face, in the order around it. */
  private static int[][] faces() {
    int[][] faces = new int[6][];
    for (int axis = 0; axis < 3; axis++) {
      int one = 1 << (axis + 1) % 3;
      int other = 1 << (axis + 2) % 3;
      for (int side = 0; side < 2; side++) {
        int corner = side << axis;
        faces[2 * axis + side] =
            new int[] {corner, corner + one, corner + one + other, corner + other};
      }
    }
    return faces;
  }

  private static boolean inside(int code, int corner) {
    return (code >> (CORNERS - 1 - corner) & 1) == 1;
  }

  /** Lines on the faces, from cut edge to cut edge, joined to closed polygons. */
  private static List<List<double[]>> polygons(int code) {
    int[][] neighbours = new int[CORNERS * CORNERS][];
    for (int[] face : FACES) {
      lines(code, face, neighbours);
    }
    List<List<double[]>> polygons = new ArrayList<>();
    boolean[] used = new boolean[neighbours.length];
    for (int start = 0; start < neighbours.length; start++) {
      if (neighbours[start] == null || used[start]) {
        continue;
      }
      List<double[]> polygon = new ArrayList<>();
      int edge = start;
      while (!used[edge]) {
        used[edge] = true;
        polygon.add(middle(edge));
        edge = used[neighbours[edge][0]] ? neighbours[edge][1] : neighbours[edge][0];
      }
      polygons.add(polygon);
    }
    return polygons;
  }

  /** Adds the lines on one face: around each run of inside corners, from its entry to its exit. */
  private static void lines(int code, int[] face, int[][] neighbours) {
    for (int i = 0; i < 4; i++) {
      if (!inside(code, face[i]) && inside(code, face[(i + 1) % 4])) {
        int end = i + 1;
        while (inside(code, face[(end + 1) % 4])) {
          end++;
        }
        int entry = edge(face[i], face[(i + 1) % 4]);
        int exit = edge(face[end % 4], face[(end + 1) % 4]);
        join(neighbours, entry, exit);
        join(neighbours, exit, entry);
      }
    }
  }

  private static void join(int[][] neighbours, int edge, int other) {
    neighbours[edge] =
        neighbours[edge] == null ? new int[] {other} : new int[] {neighbours[edge][0], other};
  }

  private static int edge(int a, int b) {
    return Math.min(a, b) * CORNERS + Math.max(a, b);
  }

  private static double[] middle(int edge) {
    int a = edge / CORNERS;
    int b = edge % CORNERS;
    double[] middle = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      int bit = 2 - axis;
      middle[axis] = ((a >> bit & 1) + (b >> bit & 1)) / 2.0;
    }
    return middle;
  }

  /** The triangles of the division of a polygon that has the largest area. */
  private static List<double[]> largest(List<double[]> polygon) {
    List<double[]> best = List.of();
    int last = polygon.size() - 1;
    for (int k = 1; k < last; k++) {
      List<double[]> triangles = new ArrayList<>();
      triangles.add(areaVector(polygon.get(0), polygon.get(k), polygon.get(last)));
      triangles.addAll(largest(polygon.subList(0, k + 1)));
      triangles.addAll(largest(polygon.subList(k, last + 1)));
      if (area(triangles) > area(best)) {
        best = triangles;
      }
    }
    return best;
  }

  private static double area(List<double[]> vectors) {
    return vectors.stream().mapToDouble(v -> Math.hypot(Math.hypot(v[0], v[1]), v[2])).sum();
  }

  private static double[] areaVector(double[] a, double[] b, double[] c) {
    double[] vector = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      int y = (axis + 1) % 3;
      int z = (axis + 2) % 3;
      vector[axis] = ((b[y] - a[y]) * (c[z] - a[z]) - (b[z] - a[z]) * (c[y] - a[y])) / 2;
    }
    return vector;
  }
}
