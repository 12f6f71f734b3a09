package org.voxelbench.datasets.phantom;

/** What a phantom's head is made of, with its brightness in each contrast (0 to 1000). */
enum Tissue {
  AIR(6, 6, 6, 6),
  FAT(900, 930, 560, 520),
  MUSCLE(380, 400, 220, 250),
  BONE(70, 70, 50, 50),
  MARROW(430, 450, 260, 230),
  FLUID(190, 190, 980, 120),
  GREY(470, 480, 640, 535),
  WHITE(700, 705, 440, 440),
  CAUDATE(330, 335, 600, 530),
  PUTAMEN(390, 395, 580, 520),
  PALLIDUM(820, 825, 470, 455),
  THALAMUS(270, 275, 540, 510),
  LESION(430, 440, 800, 720),
  OEDEMA(560, 565, 780, 760),
  RIM(570, 860, 620, 600),
  NECROSIS(270, 280, 860, 280),
  VESSEL(420, 880, 120, 160);

  private final double[] brightness;

  Tissue(double t1, double t1Contrast, double t2, double flair) {
    this.brightness = new double[] {t1, t1Contrast, t2, flair};
  }

  double brightness(Contrast contrast) {
    return brightness[contrast.ordinal()];
  }
}
