package org.voxelbench.datasets.phantom;

/** A tumour with a dead core, a rim that takes up contrast agent, and oedema in white matter. */
final class Tumour implements Layer {

  private static final int OEDEMA = 1;
  private static final int RIM = 2;
  private static final int NECROSIS = 3;
  private static final int TRIALS = 400;

  private final Blob body;
  private final Blob swelling;
  private final SmoothNoise uneven;
  private final double rim;
  private final double uptake;

  Tumour(CaseRandom random, Head head) {
    double[] centre = find(random, head);
    double radius = random.uniform(9, 16);
    this.body = new Blob(random, centre, radius, 0.35);
    this.swelling = new Blob(random, centre, radius + random.uniform(5, 12), 0.4);
    this.uneven = new SmoothNoise(random.key());
    this.rim = random.uniform(3, 5);
    this.uptake = random.uniform(0.55, 0.95);
  }

  private static double[] find(CaseRandom random, Head head) {
    Mixture mixture = new Mixture();
    double[] centre = new double[3];
    for (int trial = 0; trial < TRIALS; trial++) {
      centre[0] = random.uniform(14, 36) * (random.chance(0.5) ? 1 : -1);
      centre[1] = random.uniform(-42, 38);
      centre[2] = random.uniform(-10, 36);
      head.at(centre[0], centre[1], centre[2], mixture);
      if (mixture.brain() > 0.95) {
        return centre;
      }
    }
    return centre;
  }

  @Override
  public void paint(double x, double y, double z, double blur, Mixture mixture) {
    if (!swelling.reaches(x, y, z, blur) && !body.reaches(x, y, z, blur)) {
      return;
    }
    double brain = mixture.brain();
    double open = Math.min(brain, mixture.share(Tissue.WHITE) + 0.25 * mixture.share(Tissue.GREY));
    double oedema = open * Shapes.share(swelling.depth(x, y, z), 2 * blur);
    mixture.paint(Tissue.OEDEMA, 0.9 * oedema);
    mixture.mark(OEDEMA, oedema);
    double room = brain + 0.7 * mixture.share(Tissue.FLUID);
    double depth = body.depth(x, y, z);
    double solid = Math.min(1, room) * Shapes.share(depth, blur);
    mixture.paint(Tissue.RIM, solid * uptake);
    mixture.mark(RIM, solid);
    double wall = rim * (1 + 0.9 * uneven.at(x / 10, y / 10, z / 10));
    double dead = Math.min(1, room) * Shapes.share(depth - wall, blur);
    mixture.paint(Tissue.NECROSIS, dead);
    mixture.mark(NECROSIS, dead);
  }
}
