package org.voxelbench.datasets.phantom;

import java.util.List;
import org.voxelbench.datasets.Geometry;

/** Looks at a head voxel by voxel, in the order of an image. */
final class Sampler {

  private final Head head;
  private final List<Layer> layers;
  private final Geometry geometry;
  private final int subslices;

  /** Takes what a voxel holds; its place is in mm. */
  interface Visitor {
    void visit(int at, double x, double y, double z, Mixture mixture);
  }

  Sampler(Head head, List<Layer> layers, Geometry geometry, int subslices) {
    this.head = head;
    this.layers = layers;
    this.geometry = geometry;
    this.subslices = subslices;
  }

  void visit(Visitor visitor) {
    int[] size = geometry.size();
    double[] spacing = geometry.spacing();
    double[][] affine = geometry.affine();
    Mixture voxel = new Mixture();
    Mixture part = new Mixture();
    int at = 0;
    for (int d = 0; d < size[0]; d++) {
      double z = affine[2][3] + d * spacing[0];
      for (int h = 0; h < size[1]; h++) {
        double y = affine[1][3] + h * spacing[1];
        for (int w = 0; w < size[2]; w++) {
          double x = affine[0][3] + w * spacing[2];
          voxel.empty();
          for (int slice = 0; slice < subslices; slice++) {
            double offset = ((slice + 0.5) / subslices - 0.5) * spacing[0];
            look(x, y, z + offset, part);
            voxel.add(part, 1.0 / subslices);
          }
          visitor.visit(at++, x, y, z, voxel);
        }
      }
    }
  }

  private void look(double x, double y, double z, Mixture mixture) {
    head.at(x, y, z, mixture);
    for (Layer layer : layers) {
      layer.paint(x, y, z, geometry.spacing()[2], mixture);
    }
  }
}
