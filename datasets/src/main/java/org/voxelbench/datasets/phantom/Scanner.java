package org.voxelbench.datasets.phantom;

/** Turns brightness into an MR image: uneven coils, tissue texture, Rician noise, whole numbers. */
final class Scanner {

  private static final double BIAS_WIDTH = 110;
  private static final double TEXTURE_WIDTH = 7;

  private final CaseRandom random;
  private final SmoothNoise bias;
  private final SmoothNoise texture;
  private final double unevenness;
  private final double noise;
  private final double gain;

  Scanner(CaseRandom random) {
    this.random = random;
    this.bias = new SmoothNoise(random.key());
    this.texture = new SmoothNoise(random.key());
    this.unevenness = random.uniform(0.15, 0.45);
    this.noise = random.uniform(24, 44);
    this.gain = random.uniform(0.7, 1.5);
  }

  /** What is measured at a place in mm; places must be visited in the order of the image. */
  float measure(double brightness, double x, double y, double z) {
    double b = 1 / BIAS_WIDTH;
    double t = 1 / TEXTURE_WIDTH;
    double signal = brightness * (1 + unevenness * bias.at(x * b + 0.3, y * b + 0.7, z * b + 0.4));
    signal *= 1 + 0.06 * texture.at(x * t, y * t, z * t);
    double real = signal + noise * random.gaussian();
    double imaginary = noise * random.gaussian();
    return (float) Math.rint(gain * Math.sqrt(real * real + imaginary * imaginary));
  }
}
