package org.voxelbench.datasets.metaimage;

import java.util.Optional;
import org.voxelbench.datasets.voxel.VoxelType;

/** The names of voxel types; a {@code LONG} has four bytes. */
final class MetaType {

  private MetaType() {}

  static Optional<VoxelType> named(String name) {
    return Optional.ofNullable(
        switch (name.replaceAll("_(ARRAY|MATRIX)$", "")) {
          case "MET_CHAR", "MET_ASCII_CHAR" -> VoxelType.INT8;
          case "MET_UCHAR" -> VoxelType.UINT8;
          case "MET_SHORT" -> VoxelType.INT16;
          case "MET_USHORT" -> VoxelType.UINT16;
          case "MET_INT", "MET_LONG" -> VoxelType.INT32;
          case "MET_UINT", "MET_ULONG" -> VoxelType.UINT32;
          case "MET_LONG_LONG" -> VoxelType.INT64;
          case "MET_ULONG_LONG" -> VoxelType.UINT64;
          case "MET_FLOAT" -> VoxelType.FLOAT32;
          case "MET_DOUBLE" -> VoxelType.FLOAT64;
          default -> null;
        });
  }

  /** The name under which a type is written. */
  static String of(VoxelType type) {
    return switch (type) {
      case INT8 -> "MET_CHAR";
      case UINT8 -> "MET_UCHAR";
      case INT16 -> "MET_SHORT";
      case UINT16 -> "MET_USHORT";
      case INT32 -> "MET_INT";
      case UINT32 -> "MET_UINT";
      case INT64 -> "MET_LONG_LONG";
      case UINT64 -> "MET_ULONG_LONG";
      case FLOAT32 -> "MET_FLOAT";
      case FLOAT64 -> "MET_DOUBLE";
    };
  }
}
