package org.voxelbench.training.augment;

import org.voxelbench.base.random.RandomStream;

/** One step of augmentation: draws whether and how to change a patch, and changes it in place. */
interface Transform {

  void apply(Patch patch, RandomStream random, ScratchBuffers scratch);
}
