package org.voxelbench.datasets.nrrd;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voxelbench.datasets.voxel.VoxelType;

/** The names of voxel types; each has several. */
final class NrrdType {

  private static final Map<String, VoxelType> NAMES = new TreeMap<>();

  static {
    name(VoxelType.INT8, "signed char", "int8", "int8_t");
    name(VoxelType.UINT8, "uchar", "unsigned char", "uint8", "uint8_t");
    name(VoxelType.INT16, "short", "short int", "signed short", "signed short int");
    name(VoxelType.INT16, "int16", "int16_t");
    name(VoxelType.UINT16, "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t");
    name(VoxelType.INT32, "int", "signed int", "int32", "int32_t");
    name(VoxelType.UINT32, "uint", "unsigned int", "uint32", "uint32_t");
    name(VoxelType.INT64, "longlong", "long long", "long long int", "signed long long");
    name(VoxelType.INT64, "signed long long int", "int64", "int64_t");
    name(VoxelType.UINT64, "ulonglong", "unsigned long long", "unsigned long long int");
    name(VoxelType.UINT64, "uint64", "uint64_t");
    name(VoxelType.FLOAT32, "float");
    name(VoxelType.FLOAT64, "double");
  }

  private NrrdType() {}

  private static void name(VoxelType type, String... names) {
    for (String name : names) {
      NAMES.put(name, type);
    }
  }

  static Optional<VoxelType> named(String name) {
    return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The name under which a type is written. */
  static String of(VoxelType type) {
    return switch (type) {
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
      default -> type.name().toLowerCase(Locale.ROOT);
    };
  }
}
