package org.voxelbench.harness.device;

/**
 * What one of several runs side by side takes of the host's cores.
 *
 * @param cores cores of the host
 * @param slots runs at a time
 */
public record ThreadAllotment(int cores, int slots) {

  /**
   * Augmenting a patch takes a fraction of a core-second and a fast card's step as long: more
   * loaders than these would hold memory and wait.
   */
  private static final int MOST_LOADERS = 16;

  public static ThreadAllotment ofMachine(int slots) {
    return new ThreadAllotment(Runtime.getRuntime().availableProcessors(), slots);
  }

  /** Threads of one op. */
  public int threads() {
    return Math.max(1, cores / slots);
  }

  /** Threads that read and augment patches. */
  public int loaders() {
    return Math.min(MOST_LOADERS, threads());
  }
}
