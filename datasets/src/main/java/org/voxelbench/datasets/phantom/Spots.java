package org.voxelbench.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Scattered blobs of one tissue within others: lesions in white matter, or misleading ones. */
final class Spots implements Layer {

  private static final int TRIALS = 400;

  private final List<Spot> spots = new ArrayList<>();
  private final Tissue tissue;
  private final int label;
  private final ToDoubleFunction<Mixture> room;

  private record Spot(Blob blob, double strength) {}

  /**
   * Makes an empty scatter.
   *
   * @param label of the spots, 0 for none
   * @param room the share of a voxel that a spot may cover
   */
  private Spots(Tissue tissue, int label, ToDoubleFunction<Mixture> room) {
    this.tissue = tissue;
    this.label = label;
    this.room = room;
  }

  /** White-matter lesions of varied size and brightness, labelled 1. */
  static Spots lesions(CaseRandom random, Head head, int count) {
    Spots spots = new Spots(Tissue.LESION, 1, Mixture::brain);
    spots.scatter(random, head, count, mixture -> mixture.share(Tissue.WHITE) > 0.75, 3.2, 8.5);
    return spots;
  }

  /** Bright flow artefacts where fluid meets brain, unlabelled. */
  static Spots artefacts(CaseRandom random, Head head, int count) {
    Spots spots = new Spots(Tissue.LESION, 0, m -> m.share(Tissue.FLUID) + 0.5 * m.brain());
    spots.scatter(random, head, count, Spots::border, 2.2, 4.5);
    return spots;
  }

  /** Vessels that take up contrast agent as a tumour's rim does, unlabelled. */
  static Spots vessels(CaseRandom random, Head head, int count) {
    Spots spots = new Spots(Tissue.VESSEL, 0, m -> m.share(Tissue.FLUID) + m.brain());
    spots.scatter(random, head, count, Spots::border, 2, 4);
    return spots;
  }

  private static boolean border(Mixture mixture) {
    double fluid = mixture.share(Tissue.FLUID);
    return fluid > 0.3 && fluid < 0.9 && mixture.brain() > 0.1;
  }

  private interface Place {
    boolean suits(Mixture mixture);
  }

  private void scatter(
      CaseRandom random, Head head, int count, Place where, double least, double most) {
    for (int i = 0; i < count; i++) {
      double size = random.uniform(0, 1);
      double radius = least + (most - least) * size * size;
      double strength = random.uniform(0.45, 0.95);
      double[] centre = find(random, head, where);
      spots.add(new Spot(new Blob(random, centre, radius, 0.5), strength));
    }
  }

  /** Tries places until one suits; the last one tried serves where none does. */
  private static double[] find(CaseRandom random, Head head, Place where) {
    Mixture mixture = new Mixture();
    double[] centre = new double[3];
    for (int trial = 0; trial < TRIALS; trial++) {
      centre[0] = random.uniform(-45, 45);
      centre[1] = random.uniform(-53, 53);
      centre[2] = random.uniform(-22, 44);
      head.at(centre[0], centre[1], centre[2], mixture);
      if (where.suits(mixture)) {
        return centre;
      }
    }
    return centre;
  }

  @Override
  public void paint(double x, double y, double z, double blur, Mixture mixture) {
    for (Spot spot : spots) {
      if (spot.blob().reaches(x, y, z, blur)) {
        double share = Shapes.share(spot.blob().depth(x, y, z), blur) * room.applyAsDouble(mixture);
        mixture.paint(tissue, share * spot.strength());
        mixture.mark(label, share);
      }
    }
  }
}
