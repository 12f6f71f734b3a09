package org.voxelbench.datasets.dicom;

import java.util.List;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.Packing;
import org.voxelbench.datasets.voxel.Room;
import org.voxelbench.datasets.voxel.StoredVolumes;
import org.voxelbench.datasets.voxel.VolumeHeader;
import org.voxelbench.datasets.voxel.VoxelData;
import org.voxelbench.datasets.voxel.VoxelSink;

/**
 * The volume of a series.
 *
 * @param header what is known of it
 * @param frames its slices from the lowest along their normal
 */
record DicomVolume(VolumeHeader header, List<Frame> frames) implements StoredVolumes {

  private static final int FEW = 1 << 16;

  @Override
  public int room(int cell) {
    Room.check(header.file(), header.geometry().voxels(), cell);
    boolean whole = true;
    for (Frame frame : frames) {
      if (frame.file().pixels().isPacked() || frame.file().dataStart() > 0) {
        whole = false;
      } else {
        data(frame).room(cell);
      }
    }
    int voxels = (int) header.geometry().voxels();
    return whole ? voxels : Math.min(voxels, FEW);
  }

  @Override
  public void stream(int volume, VoxelSink sink) {
    for (Frame frame : frames) {
      VoxelSink rescaled = new Rescaling(frame, sink);
      if (frame.file().pixels().isPacked()) {
        FrameDecoder.stream(frame, rescaled);
      } else {
        data(frame).stream(frame.index(), rescaled);
      }
    }
  }

  /** Where native pixels lie. */
  private static VoxelData data(Frame frame) {
    DicomFile file = frame.file();
    PixelFormat format = PixelFormat.of(file);
    boolean deflated = file.dataStart() > 0;
    int count = Frame.count(file);
    long bytes = (long) format.pixels() * count * format.type().bytes();
    if (bytes > file.pixels().length()) {
      throw new DatasetException(
          file.file()
              + ": its pixels take "
              + file.pixels().length()
              + " bytes, expected "
              + bytes
              + " of "
              + format.rows()
              + " rows, "
              + format.columns()
              + " columns and "
              + count
              + (count == 1 ? " frame." : " frames."));
    }
    return new VoxelData(
        List.of(file.file()),
        deflated ? file.dataStart() : file.pixels().offset(),
        deflated ? Packing.DEFLATE : Packing.NONE,
        deflated ? file.pixels().offset() : 0,
        format.type(),
        file.order(),
        format.pixels(),
        count,
        format.pixels(),
        1,
        0);
  }
}
