package org.voxelbench.methods.contrast;

import org.voxelbench.base.BadInputException;
import org.voxelbench.training.transfer.TransferScope;

/**
 * Refuses settings of a method that compares crops, each with a sentence.
 *
 * @param method its id
 */
public record SettingChecks(String method) {

  /** A whole number in {@code [low, high]}. */
  public void between(String key, int value, int low, int high) {
    if (value < low || value > high) {
      throw new BadInputException(
          method + ": " + key + " (" + value + ") must be " + low + " to " + high + ".");
    }
  }

  /** The size of a crop, 0 per axis where it is scaled from the patch. */
  public void crop(int d, int h, int w) {
    cropEdge("cropD", d);
    cropEdge("cropH", h);
    cropEdge("cropW", w);
  }

  private void cropEdge(String key, int voxels) {
    if (voxels < 0) {
      throw new BadInputException(
          method
              + ": "
              + key
              + " ("
              + voxels
              + ") must be a multiple of the backbone's total stride in voxels, or 0 to scale it"
              + " from the patch.");
    }
  }

  /** The projector's width. */
  public void width(int width) {
    between("width", width, 2, Projector.LARGEST_WIDTH);
  }

  /** A choice that must not be left empty. */
  public void stated(String key, Object value) {
    if (value == null) {
      throw new BadInputException(method + ": " + key + " must be stated.");
    }
  }

  /** What moves to the downstream network. */
  public void encoderOnly(TransferScope transfer) {
    if (transfer == TransferScope.ENCODER_AND_DECODER) {
      throw new BadInputException(
          method
              + ": transfer ("
              + transfer
              + ") must be ENCODER: pre-training compares crops and trains no decoder that could"
              + " move.");
    }
  }
}
