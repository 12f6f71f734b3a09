package org.voxelbench.datasets.dicom;

import org.voxelbench.datasets.voxel.VoxelSink;

/** Takes a frame's stored numbers and passes on what they stand for. */
final class Rescaling implements VoxelSink {

  private final Frame frame;
  private final PixelFormat format;
  private final VoxelSink next;

  Rescaling(Frame frame, VoxelSink next) {
    this.frame = frame;
    this.format = PixelFormat.of(frame.file());
    this.next = next;
  }

  @Override
  public void accept(double[] values, int count) {
    if (format.isPartial()) {
      for (int i = 0; i < count; i++) {
        values[i] = format.value((long) values[i]);
      }
    }
    if (format.inverted()) {
      for (int i = 0; i < count; i++) {
        values[i] = format.inverse(values[i]);
      }
    }
    if (frame.slope() != 1 || frame.intercept() != 0) {
      for (int i = 0; i < count; i++) {
        values[i] = values[i] * frame.slope() + frame.intercept();
      }
    }
    next.accept(values, count);
  }
}
