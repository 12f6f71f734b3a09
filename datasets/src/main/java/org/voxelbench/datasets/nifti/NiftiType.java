package org.voxelbench.datasets.nifti;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** The real-valued voxel types of NIfTI, with their datatype codes. */
enum NiftiType {
  UINT8(2, 1, (bytes, at) -> bytes.get(at) & 0xFF),
  INT16(4, 2, (bytes, at) -> bytes.getShort(at)),
  INT32(8, 4, (bytes, at) -> bytes.getInt(at)),
  FLOAT32(16, 4, (bytes, at) -> bytes.getFloat(at)),
  FLOAT64(64, 8, (bytes, at) -> bytes.getDouble(at)),
  INT8(256, 1, (bytes, at) -> bytes.get(at)),
  UINT16(512, 2, (bytes, at) -> bytes.getShort(at) & 0xFFFF),
  UINT32(768, 4, (bytes, at) -> bytes.getInt(at) & 0xFFFFFFFFL),
  INT64(1024, 8, (bytes, at) -> bytes.getLong(at)),
  UINT64(1280, 8, (bytes, at) -> unsigned(bytes.getLong(at)));

  private static final Map<Integer, String> UNSUPPORTED =
      Map.of(
          1, "single bits",
          32, "complex numbers",
          128, "RGB colours",
          1536, "128-bit floats",
          1792, "complex numbers",
          2048, "complex numbers",
          2304, "RGBA colours");

  private final int code;
  private final int bytes;
  private final Decoder decoder;

  NiftiType(int code, int bytes, Decoder decoder) {
    this.code = code;
    this.bytes = bytes;
    this.decoder = decoder;
  }

  private interface Decoder {
    double decode(ByteBuffer bytes, int at);
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }

  static Optional<NiftiType> ofCode(int code) {
    for (NiftiType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** What a code that isn't a real-valued type stands for, for an error sentence. */
  static String describe(int code) {
    return UNSUPPORTED.getOrDefault(code, "an unknown voxel type");
  }

  int code() {
    return code;
  }

  int bytes() {
    return bytes;
  }

  /** Decodes the first {@code count} voxels of a buffer that carries the file's byte order. */
  void decode(ByteBuffer from, double[] to, int count) {
    for (int voxel = 0; voxel < count; voxel++) {
      to[voxel] = decoder.decode(from, voxel * bytes);
    }
  }
}
