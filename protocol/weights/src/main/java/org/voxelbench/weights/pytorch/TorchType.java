package org.voxelbench.weights.pytorch;

import java.util.Arrays;
import java.util.Optional;
import org.voxelbench.engine.element.ElementType;

/** PyTorch's names of element types and of the storages that hold them. */
enum TorchType {
  FLOAT(ElementType.F32, "float32", "FloatStorage"),
  DOUBLE(ElementType.F64, "float64", "DoubleStorage"),
  HALF(ElementType.F16, "float16", "HalfStorage"),
  BFLOAT16(ElementType.BF16, "bfloat16", "BFloat16Storage"),
  LONG(ElementType.I64, "int64", "LongStorage"),
  INT(ElementType.I32, "int32", "IntStorage"),
  SHORT(ElementType.I16, "int16", "ShortStorage"),
  CHAR(ElementType.I8, "int8", "CharStorage"),
  BYTE(ElementType.U8, "uint8", "ByteStorage"),
  BOOL(ElementType.BOOL, "bool", "BoolStorage"),
  COMPLEX_FLOAT(ElementType.C64, "complex64", "ComplexFloatStorage"),
  UINT16(ElementType.U16, "uint16", null),
  UINT32(ElementType.U32, "uint32", null),
  UINT64(ElementType.U64, "uint64", null),
  FLOAT8_E4M3(ElementType.F8_E4M3, "float8_e4m3fn", null),
  FLOAT8_E5M2(ElementType.F8_E5M2, "float8_e5m2", null);

  private final ElementType element;
  private final String dtype;
  private final String storage;

  TorchType(ElementType element, String dtype, String storage) {
    this.element = element;
    this.dtype = dtype;
    this.storage = storage;
  }

  static TorchType of(ElementType element) {
    return Arrays.stream(values())
        .filter(type -> type.element == element)
        .findFirst()
        .orElseThrow();
  }

  ElementType element() {
    return element;
  }

  /** Such as {@code torch.float32}. */
  String dtype() {
    return "torch." + dtype;
  }

  /** Such as {@code FloatStorage}, in the module {@code torch}; the youngest types have none. */
  Optional<String> storage() {
    return Optional.ofNullable(storage);
  }
}
