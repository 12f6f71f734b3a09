package org.voxelbench.datasets.voxel;

import org.voxelbench.datasets.DatasetException;

/** A file holds something else than one image of three axes. */
public final class NotVolumeException extends DatasetException {

  NotVolumeException(String message) {
    super(message);
  }
}
