package org.voxelbench.protocol.method;

import org.voxelbench.protocol.ProtocolException;

/**
 * The patches that a task asks for.
 *
 * @param perSample images drawn for each sample, 1 or more
 * @param spatialAugmentation whether patches are rotated, scaled and mirrored mildly before the
 *     task sees them
 */
public record PretextPatches(int perSample, boolean spatialAugmentation) {

  /** One augmented patch a sample. */
  public static final PretextPatches SINGLE = new PretextPatches(1, true);

  public PretextPatches {
    if (perSample < 1) {
      throw new ProtocolException(
          "a pretext task needs at least 1 patch a sample, not " + perSample + ".");
    }
  }
}
