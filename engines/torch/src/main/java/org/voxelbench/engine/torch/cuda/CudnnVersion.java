package org.voxelbench.engine.torch.cuda;

import java.util.Optional;

/** A version of cuDNN. */
public record CudnnVersion(int major, int minor, int patch) {

  /**
   * The first version whose 3D convolutions in 16 bits LibTorch 2.10 takes for broken, and the
   * first one mended; between them it computes such convolutions by a way of its own that was
   * measured four times slower (pytorch issue 166122).
   */
  private static final CudnnVersion BROKEN = new CudnnVersion(9, 8, 0);

  private static final CudnnVersion MENDED = new CudnnVersion(9, 15, 0);

  /** From one number, as cuDNN tells it: 91002 is 9.10.2; before version 9, 8902 is 8.9.2. */
  public static CudnnVersion of(long number) {
    int perMajor = number < 10_000 ? 1000 : 10_000;
    return new CudnnVersion(
        (int) (number / perMajor), (int) (number % perMajor / 100), (int) (number % 100));
  }

  /** Why bfloat16 is slow with it, and what to do, in one sentence; empty if it isn't. */
  public Optional<String> slowness() {
    return number() >= BROKEN.number() && number() < MENDED.number()
        ? Optional.of(
            "cuDNN "
                + this
                + " has no 3D convolutions in bfloat16 that LibTorch trusts, so that they take"
                + " about four times as long; put cuDNN "
                + MENDED
                + " or newer, or one before "
                + BROKEN
                + ", on LD_LIBRARY_PATH.")
        : Optional.empty();
  }

  private int number() {
    return major * 10_000 + minor * 100 + patch;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
