package org.voxelbench.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Scattered blobs of one tissue within others: lesions in white matter, or misleading ones. */
final class Spots implements Layer {

  private static final int TRIALS = 400;
  private static final double CAVITATED = 0.4;
  private static final double NO_CORE = Double.POSITIVE_INFINITY;

  private static final Kind LESION = new Kind(3.2, 8.5, 1, NO_CORE);
  private static final Kind CAVITATED_LESION = new Kind(6, 9, 2, 0.45);
  private static final Kind ARTEFACT = new Kind(2.2, 4.5, 0, NO_CORE);
  private static final Kind VESSEL = new Kind(2, 4, 0, NO_CORE);

  private final List<Spot> spots = new ArrayList<>();
  private final Tissue tissue;
  private final ToDoubleFunction<Mixture> room;

  /**
   * What spots are alike in.
   *
   * @param least smallest radius in mm
   * @param most largest radius in mm
   * @param label 0 for none
   * @param wall how deep below the surface a core of fluid begins, in radii
   */
  private record Kind(double least, double most, int label, double wall) {}

  /** A spot; its wall is in mm. */
  private record Spot(Blob blob, double strength, int label, double wall) {}

  /**
   * Makes an empty scatter.
   *
   * @param room the share of a voxel that a spot may cover
   */
  private Spots(Tissue tissue, ToDoubleFunction<Mixture> room) {
    this.tissue = tissue;
    this.room = room;
  }

  /** White-matter lesions of varied size and brightness, labelled 1, or 2 with a cavity. */
  static Spots lesions(CaseRandom random, Head head, int count) {
    Spots spots = new Spots(Tissue.LESION, Mixture::brain);
    for (int i = 0; i < count; i++) {
      Kind kind = random.chance(CAVITATED) ? CAVITATED_LESION : LESION;
      spots.add(random, head, kind, mixture -> mixture.share(Tissue.WHITE) > 0.75);
    }
    return spots;
  }

  /** Bright flow artefacts where fluid meets brain, unlabelled. */
  static Spots artefacts(CaseRandom random, Head head, int count) {
    Spots spots = new Spots(Tissue.LESION, m -> m.share(Tissue.FLUID) + 0.5 * m.brain());
    for (int i = 0; i < count; i++) {
      spots.add(random, head, ARTEFACT, Spots::border);
    }
    return spots;
  }

  /** Vessels that take up contrast agent as a tumour's rim does, unlabelled. */
  static Spots vessels(CaseRandom random, Head head, int count) {
    Spots spots = new Spots(Tissue.VESSEL, m -> m.share(Tissue.FLUID) + m.brain());
    for (int i = 0; i < count; i++) {
      spots.add(random, head, VESSEL, Spots::border);
    }
    return spots;
  }

  private static boolean border(Mixture mixture) {
    double fluid = mixture.share(Tissue.FLUID);
    return fluid > 0.3 && fluid < 0.9 && mixture.brain() > 0.1;
  }

  private interface Place {
    boolean suits(Mixture mixture);
  }

  private void add(CaseRandom random, Head head, Kind kind, Place where) {
    double size = random.uniform(0, 1);
    double radius = kind.least() + (kind.most() - kind.least()) * size * size;
    double strength = random.uniform(0.45, 0.95);
    double[] centre = find(random, head, where);
    Blob blob = new Blob(random, centre, radius, 0.5);
    spots.add(new Spot(blob, strength, kind.label(), kind.wall() * radius));
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
        double depth = spot.blob().depth(x, y, z);
        double share = Shapes.share(depth, blur) * room.applyAsDouble(mixture);
        mixture.paint(tissue, share * spot.strength());
        mixture.paint(Tissue.FLUID, Math.min(share, Shapes.share(depth - spot.wall(), blur)));
        mixture.mark(spot.label(), share);
      }
    }
  }
}
