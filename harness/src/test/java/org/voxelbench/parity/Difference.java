package org.voxelbench.parity;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How two segmentations differ.
 *
 * @param voxels of all cases
 * @param differing those whose labels are not the same
 * @param foreground those that nnU-Net labels
 * @param margin by how much, where labels differ, nnU-Net's logit of its own label is above that of
 *     ours; the largest
 */
record Difference(long voxels, long differing, long foreground, double margin) {

  static Difference of(JsonNode answer) {
    return new Difference(
        answer.get("voxels").asLong(),
        answer.get("differing").asLong(),
        answer.get("foreground").asLong(),
        answer.get("margin").asDouble());
  }

  double share() {
    return (double) differing / voxels;
  }
}
