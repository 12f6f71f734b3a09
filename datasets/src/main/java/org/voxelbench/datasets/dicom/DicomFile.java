package org.voxelbench.datasets.dicom;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.Packing;
import org.voxelbench.datasets.voxel.StoredBytes;

/**
 * A file of pixels whose attributes have been read.
 *
 * @param file the file
 * @param syntax how it is written
 * @param dataStart where the data set begins, if it is deflated; else 0
 * @param order byte order of native pixels
 * @param attributes its attributes
 * @param pixels where its pixels lie
 */
record DicomFile(
    Path file,
    TransferSyntax syntax,
    long dataStart,
    ByteOrder order,
    Attributes attributes,
    PixelData pixels) {

  private static final int PREAMBLE = 128;
  private static final int START = PREAMBLE + 12;
  private static final int META_GROUP = 0x0002;

  /**
   * Reads a file.
   *
   * @return nothing if it isn't DICOM, or has no pixels
   * @throws DatasetException if it is damaged, or of an unknown transfer syntax
   */
  static Optional<DicomFile> read(Path file) {
    byte[] first = StoredBytes.reading(file, 0, Packing.NONE, in -> in.readNBytes(START));
    boolean magic =
        first.length == START
            && new String(first, PREAMBLE, 4, StandardCharsets.ISO_8859_1).equals("DICM");
    if (!magic && !isBare(first)) {
      return Optional.empty();
    }
    Meta meta = magic ? meta(file) : bare(first);
    boolean deflated = meta.syntax() == TransferSyntax.DEFLATED;
    return StoredBytes.reading(
        file,
        meta.end(),
        deflated ? Packing.DEFLATE : Packing.NONE,
        in -> {
          ByteOrder order =
              meta.syntax() == TransferSyntax.EXPLICIT_BIG
                  ? ByteOrder.BIG_ENDIAN
                  : ByteOrder.LITTLE_ENDIAN;
          InputStream marked = new BufferedInputStream(in);
          DataInput data = new DataInput(marked, order, deflated ? 0 : meta.end());
          boolean explicit = meta.syntax() != TransferSyntax.IMPLICIT_LITTLE;
          DataSetReader reader = new DataSetReader(file, data, explicit);
          Attributes attributes = reader.read();
          return reader
              .pixels()
              .map(
                  pixels ->
                      new DicomFile(
                          file,
                          meta.syntax(),
                          deflated ? meta.end() : 0,
                          order,
                          attributes,
                          pixels));
        });
  }

  /** What the group before the data set says. */
  private record Meta(TransferSyntax syntax, long end) {}

  private static Meta meta(Path file) {
    return StoredBytes.reading(
        file,
        PREAMBLE + 4,
        Packing.NONE,
        in -> {
          DataInput data = new DataInput(in, ByteOrder.LITTLE_ENDIAN, PREAMBLE + 4);
          String uid = "";
          long end = data.position();
          while (!data.isAtEnd()) {
            int tag = data.tag();
            if (tag >>> 16 != META_GROUP) {
              break;
            }
            String representation = new String(data.bytes(2), StandardCharsets.ISO_8859_1);
            boolean isLong = representation.matches("O[BWFDL]|SQ|U[CNRT]");
            if (isLong) {
              data.skip(2);
            }
            long length = isLong ? data.length() : data.unsignedShort();
            if (length < 0 || length > 1 << 16) {
              throw new EOFException();
            }
            byte[] value = data.bytes((int) length);
            if (tag == Tag.TRANSFER_SYNTAX) {
              uid = new String(value, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
            }
            end = data.position();
          }
          return new Meta(syntax(file, uid), end);
        });
  }

  private static TransferSyntax syntax(Path file, String uid) {
    return TransferSyntax.of(uid)
        .orElseThrow(
            () ->
                new DatasetException(
                    file
                        + ": its transfer syntax is '"
                        + uid
                        + "' "
                        + Tag.words(Tag.TRANSFER_SYNTAX)
                        + ", which isn't read; convert it to explicit little-endian."));
  }

  /** Whether a file without preamble begins with a group of attributes as data sets do. */
  private static boolean isBare(byte[] first) {
    return first.length == START
        && (first[0] == 8 && first[1] == 0 && first[3] == 0
            || first[0] == 0 && first[1] == 8 && first[2] == 0);
  }

  private static Meta bare(byte[] first) {
    if (DataSetReader.order(first) == ByteOrder.BIG_ENDIAN) {
      return new Meta(TransferSyntax.EXPLICIT_BIG, 0);
    }
    return new Meta(
        DataSetReader.isExplicit(first)
            ? TransferSyntax.EXPLICIT_LITTLE
            : TransferSyntax.IMPLICIT_LITTLE,
        0);
  }
}
