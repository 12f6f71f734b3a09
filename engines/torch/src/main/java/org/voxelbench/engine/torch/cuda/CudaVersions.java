package org.voxelbench.engine.torch.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.cuda.global.cudart;

/** Versions of NVIDIA's driver and of CUDA. */
public final class CudaVersions {

  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final Pattern MODULE = Pattern.compile("Kernel Module.*?\\s(\\d+(?:\\.\\d+)+)");
  private static final String UNKNOWN = "unknown";

  private CudaVersions() {}

  /** Those of this process: label to value. */
  public static Map<String, String> here() {
    int[] runtime = new int[1];
    int[] newest = new int[1];
    cudart.cudaRuntimeGetVersion(runtime);
    cudart.cudaDriverGetVersion(newest);
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("NVIDIA driver", driver() + ", for CUDA up to " + cuda(newest[0]));
    versions.put("CUDA runtime", cuda(runtime[0]));
    return versions;
  }

  /** Why the driver serves no program of this CUDA, in one sentence; empty if it does. */
  static Optional<String> tooOld() {
    int[] newest = new int[1];
    cudart.cudaDriverGetVersion(newest);
    return tooOld(driver(), newest[0]);
  }

  /**
   * The same of a driver.
   *
   * @param newest the newest CUDA that it serves, as CUDA tells it; 0 for no driver
   */
  static Optional<String> tooOld(String driver, int newest) {
    return newest > 0 && newest / 1000 < cudart.CUDART_VERSION / 1000
        ? Optional.of(
            "the NVIDIA driver "
                + driver
                + " is for CUDA up to "
                + cuda(newest)
                + ", but LibTorch's CUDA 13 build needs driver 580 or newer; update it")
        : Optional.empty();
  }

  private static String driver() {
    try {
      return Files.isReadable(DRIVER) ? driver(Files.readString(DRIVER)) : UNKNOWN;
    } catch (IOException e) {
      throw new UncheckedIOException(DRIVER + " can't be read.", e);
    }
  }

  /** The driver's version in what its kernel module says of itself. */
  static String driver(String module) {
    Matcher matcher = MODULE.matcher(module);
    return matcher.find() ? matcher.group(1) : UNKNOWN;
  }

  /** From one number, as CUDA tells it: 13010 is 13.1. */
  static String cuda(int number) {
    return number / 1000 + "." + number % 1000 / 10;
  }
}
