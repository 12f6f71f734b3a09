package org.voxelbench.datasets.nifti;

import java.util.Map;
import java.util.Optional;
import org.voxelbench.datasets.voxel.VoxelType;

/** The real-valued voxel types of NIfTI, with their datatype codes. */
enum NiftiType {
  UINT8(2, VoxelType.UINT8),
  INT16(4, VoxelType.INT16),
  INT32(8, VoxelType.INT32),
  FLOAT32(16, VoxelType.FLOAT32),
  FLOAT64(64, VoxelType.FLOAT64),
  INT8(256, VoxelType.INT8),
  UINT16(512, VoxelType.UINT16),
  UINT32(768, VoxelType.UINT32),
  INT64(1024, VoxelType.INT64),
  UINT64(1280, VoxelType.UINT64);

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
  private final VoxelType voxels;

  NiftiType(int code, VoxelType voxels) {
    this.code = code;
    this.voxels = voxels;
  }

  static Optional<NiftiType> ofCode(int code) {
    for (NiftiType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  static NiftiType of(VoxelType voxels) {
    return valueOf(voxels.name());
  }

  /** What a code that isn't a real-valued type stands for, for an error sentence. */
  static String describe(int code) {
    return UNSUPPORTED.getOrDefault(code, "an unknown voxel type");
  }

  int code() {
    return code;
  }

  VoxelType voxels() {
    return voxels;
  }
}
