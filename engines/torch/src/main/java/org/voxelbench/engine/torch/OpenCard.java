package org.voxelbench.engine.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.cuda.CUDAAllocator;
import org.bytedeco.pytorch.cuda.DeviceStats;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch_cuda;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.torch.cuda.CudaDevices;
import org.voxelbench.engine.torch.cuda.CudaVersions;
import org.voxelbench.engine.torch.cuda.CudnnVersion;

/** A CUDA device that an engine computes on: CUDA is initialised for it, and for no other. */
final class OpenCard implements AutoCloseable {

  private static final double GIB = 1L << 30;

  private final byte index;
  private final CopyStream copies;

  /**
   * @param alone whether one thread at a time computes on it
   */
  OpenCard(int index, boolean alone) {
    this.index = (byte) index;
    // First of all, or CUDA would open a context on the first card, whichever is used.
    torch_cuda.set_device(this.index);
    Context context = torch.globalContext();
    // The allocator answers nothing, not even its statistics, before this.
    context.lazyInitDevice(DeviceType.CUDA);
    // Patches have one size, so measuring cuDNN's algorithms pays, unless threads that share the
    // card disturb each other's measurements; FP32 means 32 bits, and so do sums of bfloat16.
    context.setBenchmarkCuDNN(alone);
    context.setAllowTF32CuDNN(false);
    context.setAllowTF32CuBLAS(false);
    context.setAllowBF16ReductionCuBLAS(false);
    copies = new CopyStream(this.index);
  }

  CopyStream copies() {
    return copies;
  }

  /** The most bytes that LibTorch has held of the card's memory since it was last reset. */
  long peakBytes() {
    try (PointerScope scope = new PointerScope()) {
      return allocator().getDeviceStats(index).reserved_bytes().peak();
    }
  }

  /** What LibTorch keeps for later from an earlier training is given back first. */
  void resetPeak() {
    releaseCache();
    try (PointerScope scope = new PointerScope()) {
      allocator().resetPeakStats(index);
    }
  }

  /** Gives the memory that LibTorch holds for no value back to the cards. */
  static void releaseCache() {
    try (PointerScope scope = new PointerScope()) {
      allocator().emptyCache();
    }
  }

  /**
   * Bytes that LibTorch can take: what is free on the card, and what it keeps for later, which it
   * gives back where that doesn't fit.
   */
  long freeBytes() {
    try (PointerScope scope = new PointerScope()) {
      DeviceStats own = allocator().getDeviceStats(index);
      return allocator().getMemoryInfo(index).first()
          + own.reserved_bytes().current()
          - own.allocated_bytes().current();
    }
  }

  private static CUDAAllocator allocator() {
    return torch_cuda.getAllocator();
  }

  /** What the card and its libraries are: label to value. */
  Map<String, String> facts() {
    CudaDevices.Card card = CudaDevices.Card.of(index);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Compute capability", card.capability().toString());
    facts.put("Card memory", String.format(Locale.ROOT, "%.1f GiB", card.memoryBytes() / GIB));
    facts.putAll(CudaVersions.here());
    facts.put("cuDNN", cudnn().toString());
    return facts;
  }

  List<String> warnings(Precision precision) {
    return precision == Precision.BF16 ? cudnn().slowness().stream().toList() : List.of();
  }

  private static CudnnVersion cudnn() {
    return CudnnVersion.of(Context.versionRuntimeCuDNN());
  }

  @Override
  public void close() {
    copies.close();
  }
}
