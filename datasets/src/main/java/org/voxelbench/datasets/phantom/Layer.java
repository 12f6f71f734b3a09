package org.voxelbench.datasets.phantom;

/** Something painted over a head: disease, what looks like it, or labels. */
interface Layer {

  /** Changes what lies at a place, in mm from the middle of the field of view. */
  void paint(double x, double y, double z, double blur, Mixture mixture);
}
