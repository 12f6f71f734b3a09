package org.voxelbench.training.augment;

import org.voxelbench.preparation.cache.PreparedCase;

/** What is read beside the image and moved with it as labels are. */
enum LabelSource {
  /** Nothing. */
  NONE {
    @Override
    void read(PreparedCase source, int[] lower, int[] size, short[] out) {}
  },
  /** The segmentation. */
  SEGMENTATION {
    @Override
    void read(PreparedCase source, int[] lower, int[] size, short[] out) {
      source.readSegmentation(lower, size, out);
    }
  },
  /** 1 where a mask marks a voxel that no loss may count. */
  MARKS {
    @Override
    void read(PreparedCase source, int[] lower, int[] size, short[] out) {
      source.readMarks(lower, size, out);
    }
  };

  /** Reads a box, {@code [D, H, W]}. */
  abstract void read(PreparedCase source, int[] lower, int[] size, short[] out);
}
