package org.voxelbench.preparation.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.volume.VoxelBox;

/**
 * The blocks of a case file by what they hold: chunks of each channel, chunks of the segmentation,
 * sampled voxels of each class.
 *
 * @param file the file, with its header
 * @param grid the chunks of a channel
 */
record CaseBlocks(CaseFile file, ChunkGrid grid) {

  /** Reads from a file that is open. */
  @FunctionalInterface
  interface Reading<T> {
    T from(FileChannel channel) throws IOException;
  }

  /** Opens a file and reads its header. */
  static CaseBlocks of(Path path) {
    CaseFile file = CaseFile.open(path);
    return new CaseBlocks(file, file.header().grid());
  }

  <T> T read(Reading<T> reading) {
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      return reading.from(channel);
    } catch (IOException e) {
      throw new BadInputException(file.path() + " can't be read: " + e + ".", e);
    }
  }

  /** The number of the block of a channel's chunk, or of the segmentation's after the last. */
  int block(int channel, int chunk) {
    return channel * grid.count() + chunk;
  }

  /** The number of the segmentation among the channels. */
  int segmentation() {
    return file.header().channels();
  }

  float[] imageChunk(FileChannel from, int channel, int chunk) throws IOException {
    int voxels = voxels(chunk);
    return file.block(from, block(channel, chunk), bytes -> Blocks.floats(bytes, voxels));
  }

  short[] segmentationChunk(FileChannel from, int chunk) throws IOException {
    int voxels = voxels(chunk);
    return file.block(from, block(segmentation(), chunk), bytes -> Blocks.shorts(bytes, voxels));
  }

  private int voxels(int chunk) {
    int[] size = grid.box(chunk).size();
    return size[0] * size[1] * size[2];
  }

  ClassLocations locations(FileChannel from) throws IOException {
    Map<List<Integer>, int[]> byClass = new HashMap<>();
    int block = block(segmentation() + 1, 0);
    for (CaseHeader.ClassEntry entry : file.header().classes()) {
      int values = Math.multiplyExact(3, entry.voxels());
      byClass.put(entry.labels(), file.block(from, block++, bytes -> Blocks.ints(bytes, values)));
    }
    return new ClassLocations(byClass);
  }

  /**
   * Reads every block.
   *
   * @throws BadInputException naming the file and the block, if one is damaged
   */
  void verify() {
    read(
        from -> {
          for (int chunk = 0; chunk < grid.count(); chunk++) {
            for (int channel = 0; channel < segmentation(); channel++) {
              imageChunk(from, channel, chunk);
            }
            segmentationChunk(from, chunk);
          }
          return locations(from);
        });
  }

  /** Copies what a chunk and a patch share; {@code voxels} and {@code out} are of one type. */
  void copy(int chunk, Object voxels, int[] lower, int[] size, Object out, int start) {
    VoxelBox box = grid.box(chunk);
    int[] boxLower = box.lower();
    int[] boxUpper = box.upper();
    int[] boxSize = box.size();
    int[] from = new int[3];
    int[] to = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      from[axis] = Math.max(boxLower[axis], lower[axis]);
      to[axis] = Math.min(boxUpper[axis], lower[axis] + size[axis]);
    }
    for (int d = from[0]; d < to[0]; d++) {
      for (int h = from[1]; h < to[1]; h++) {
        int source =
            ((d - boxLower[0]) * boxSize[1] + h - boxLower[1]) * boxSize[2] + from[2] - boxLower[2];
        int target =
            start + ((d - lower[0]) * size[1] + h - lower[1]) * size[2] + from[2] - lower[2];
        System.arraycopy(voxels, source, out, target, to[2] - from[2]);
      }
    }
  }
}
