package org.voxelbench.engine.torch.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;

/** Questions about the CUDA devices here; none of them launches a kernel. */
public final class CudaDevices {

  /** The oldest compute capability that LibTorch's CUDA 13 build has machine code for. */
  private static final Capability OLDEST = new Capability(7, 5);

  /** The oldest one that multiplies bfloat16 in hardware. */
  private static final Capability BFLOAT16 = new Capability(8, 0);

  /** What Linux, and Linux under Windows, show where an NVIDIA driver is loaded. */
  private static final List<Path> DRIVER =
      List.of(
          Path.of("/proc/driver/nvidia/version"), Path.of("/dev/nvidiactl"), Path.of("/dev/dxg"));

  private CudaDevices() {}

  /** A compute capability. */
  public record Capability(int major, int minor) {

    boolean atLeast(Capability other) {
      return major != other.major ? major > other.major : minor >= other.minor;
    }

    public boolean multipliesBfloat16() {
      return atLeast(BFLOAT16);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }

  /**
   * What a CUDA device is.
   *
   * @param name the card's name
   * @param memoryBytes the memory it has
   */
  public record Card(String name, Capability capability, long memoryBytes) {

    public static Card of(int index) {
      try (PointerScope scope = new PointerScope()) {
        cudaDeviceProp properties = torch_cuda.getDeviceProperties((byte) index);
        return new Card(
            properties.name().getString(),
            new Capability(properties.major(), properties.minor()),
            properties.totalGlobalMem());
      }
    }

    /** Why LibTorch has no code for the card, or empty if it has. */
    public Optional<String> unsupported() {
      return capability.atLeast(OLDEST)
          ? Optional.empty()
          : Optional.of(
              "the GPU "
                  + name
                  + " has compute capability "
                  + capability
                  + ", but LibTorch's CUDA 13 build needs "
                  + OLDEST
                  + " or newer; use the engine nd4j");
    }
  }

  /** Why LibTorch can't use the CUDA device here, in one sentence, or empty if it can. */
  public static Optional<String> unavailable(int index) {
    if (!Context.hasCUDART()) {
      return Optional.of(withoutLibrary());
    }
    try {
      if (!torch.cuda_is_available()) {
        return CudaVersions.tooOld()
            .or(
                () ->
                    Optional.of(
                        "no CUDA device was found; check that the NVIDIA driver is installed and"
                            + " that CUDA_VISIBLE_DEVICES does not hide the GPU"));
      }
      int count = torch_cuda.device_count();
      return index < count
          ? Card.of(index).unsupported()
          : Optional.of("there is no CUDA device " + index + ", only " + count + " from 0");
    } catch (LinkageError e) {
      return Optional.of("JavaCPP's bridge to CUDA can't be loaded (" + e.getMessage() + ")");
    }
  }

  private static String withoutLibrary() {
    if (!isCudaBuild()) {
      return "this build holds LibTorch for the CPU only; make it with PROFILE=torch-cuda";
    }
    return DRIVER.stream().noneMatch(Files::exists)
        ? "no CUDA device was found: this machine has no NVIDIA driver"
        : "LibTorch's CUDA library can't be loaded"
            + missingLibraries()
                .orElse(
                    ", although no library is missing; -Dorg.bytedeco.javacpp.logger.debug=true in"
                        + " VOXELBENCH_JAVA_OPTS shows why");
  }

  /** The rest of a sentence on what could not be loaded, if this build lacks libraries here. */
  static Optional<String> missingLibraries() {
    List<String> missing = isCudaBuild() ? CudaLibraries.missing() : List.of();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ": "
                + String.join(", ", missing)
                + " can't be found; put the libraries of CUDA 13, cuDNN 9 and NCCL 2 on"
                + " LD_LIBRARY_PATH");
  }

  /** Whether this build holds LibTorch for CUDA, which may still find no card or driver. */
  public static boolean isCudaBuild() {
    String library =
        "/org/bytedeco/pytorch/"
            + Loader.getPlatform()
            + "-gpu/"
            + System.mapLibraryName("torch_cuda");
    return torch.class.getResource(library) != null;
  }
}
