package org.voxelbench.datasets.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.Packing;
import org.voxelbench.datasets.voxel.Room;
import org.voxelbench.datasets.voxel.StoredBytes;
import org.voxelbench.datasets.voxel.VoxelSink;

/** Unpacks frames that are packed one by one. */
final class FrameDecoder {

  /** No more pixels can be in a byte, not even of a frame that is black. */
  private static final long MOST_PIXELS_PER_BYTE = 512;

  /** JPEG 2000 says of a whole frame at once that it is black. */
  private static final long MOST_PIXELS_PER_BYTE_OF_JPEG_2000 = 65_536;

  private FrameDecoder() {}

  /**
   * Streams the stored numbers of a frame.
   *
   * @throws DatasetException if the frame is damaged, or packed in a way that isn't read
   */
  static void stream(Frame frame, VoxelSink sink) {
    DicomFile file = frame.file();
    PixelFormat format = PixelFormat.of(file);
    byte[] packed = packed(frame);
    if (format.pixels() > mostPixelsPerByte(file.syntax()) * packed.length) {
      throw new DatasetException(
          file.file()
              + ": a frame claims "
              + format.pixels()
              + " pixels, more than its "
              + packed.length
              + " bytes can hold; the file is damaged.");
    }
    double[] values = decode(file, format, packed);
    sink.accept(values, values.length);
  }

  private static long mostPixelsPerByte(TransferSyntax syntax) {
    return switch (syntax) {
      case JPEG_2000, JPEG_2000_LOSSLESS -> MOST_PIXELS_PER_BYTE_OF_JPEG_2000;
      default -> MOST_PIXELS_PER_BYTE;
    };
  }

  private static double[] decode(DicomFile file, PixelFormat format, byte[] packed) {
    try {
      return switch (file.syntax()) {
        case RLE -> RunLength.decode(packed, format);
        case JPEG_BASELINE, JPEG_EXTENDED, JPEG_LOSSLESS, JPEG_LOSSLESS_FIRST_ORDER ->
            picture(PictureCodec.JPEG, packed, format);
        case JPEG_2000, JPEG_2000_LOSSLESS -> picture(PictureCodec.JPEG_2000, packed, format);
        default ->
            throw new DatasetException(
                file.file()
                    + ": its pixels are packed by "
                    + file.syntax().words()
                    + ", which isn't read; convert the series to explicit little-endian, as"
                    + " dcmdjpeg or gdcmconv --raw do.");
      };
    } catch (IOException | RuntimeException e) {
      if (e instanceof DatasetException) {
        throw (DatasetException) e;
      }
      throw new DatasetException(
          file.file()
              + ": a frame packed by "
              + file.syntax().words()
              + " is damaged ("
              + e.getMessage()
              + ").",
          e);
    }
  }

  /** Pictures know no signs. */
  private static double[] picture(PictureCodec codec, byte[] packed, PixelFormat format)
      throws IOException {
    double[] values = codec.decode(packed, format);
    for (int i = 0; i < values.length; i++) {
      values[i] = format.value((long) values[i] << format.shift());
    }
    return values;
  }

  /** The bytes of a frame, of all fragments that belong to it. */
  private static byte[] packed(Frame frame) {
    DicomFile file = frame.file();
    List<PixelData.Fragment> fragments =
        file.pixels().fragments().subList(1, file.pixels().fragments().size());
    int count = Frame.count(file);
    List<PixelData.Fragment> own =
        count == 1
            ? fragments
            : fragments.size() == count
                ? List.of(fragments.get(frame.index()))
                : byOffsets(frame, fragments, count);
    long bytes = own.stream().mapToLong(PixelData.Fragment::length).sum();
    if (bytes > Math.min(StoredBytes.size(file.file()), Room.LONGEST_ARRAY)) {
      throw new DatasetException(file.file() + ": a frame ends beyond the end of the file.");
    }
    ByteBuffer packed = ByteBuffer.allocate((int) bytes);
    for (PixelData.Fragment fragment : own) {
      byte[] read =
          StoredBytes.reading(
              file.file(), fragment.offset(), Packing.NONE, in -> in.readNBytes(fragment.length()));
      packed.put(read);
    }
    return packed.array();
  }

  /** The fragments of a frame by the table of offsets, which count from the first fragment. */
  private static List<PixelData.Fragment> byOffsets(
      Frame frame, List<PixelData.Fragment> fragments, int count) {
    DicomFile file = frame.file();
    PixelData.Fragment table = file.pixels().fragments().get(0);
    if (fragments.isEmpty() || table.length() != Integer.BYTES * count) {
      throw new DatasetException(
          file.file()
              + ": its "
              + fragments.size()
              + " packed fragments can't be told to "
              + count
              + " frames, for there is no table of offsets.");
    }
    byte[] bytes =
        StoredBytes.reading(
            file.file(), table.offset(), Packing.NONE, in -> in.readNBytes(table.length()));
    ByteBuffer offsets = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long first = fragments.get(0).offset();
    long begin = first + (offsets.getInt(Integer.BYTES * frame.index()) & 0xFFFF_FFFFL);
    long end =
        frame.index() + 1 == count
            ? Long.MAX_VALUE
            : first + (offsets.getInt(Integer.BYTES * (frame.index() + 1)) & 0xFFFF_FFFFL);
    return fragments.stream()
        .filter(fragment -> fragment.offset() >= begin && fragment.offset() < end)
        .toList();
  }
}
