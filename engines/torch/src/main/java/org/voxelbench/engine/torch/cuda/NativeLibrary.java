package org.voxelbench.engine.torch.cuda;

import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * LibTorch, loaded once.
 *
 * <p>JavaCPP by itself runs the garbage collector and then fails when the process is larger than a
 * few times the Java heap, which any training on the CPU is; both of its limits are lifted unless
 * the user sets {@code org.bytedeco.javacpp.maxBytes} or {@code .maxPhysicalBytes}. They are read
 * when JavaCPP's first class is loaded: a program that uses JavaCPP before this engine sets them
 * itself.
 *
 * <p>OpenBLAS is left one thread: it is called from inside LibTorch's and oneDNN's own threads, and
 * a second set of threads underneath them spends several times the work of a training step on
 * waiting.
 */
public final class NativeLibrary {

  public static final String VERSION = "2.10.0";

  static {
    setDefault("org.bytedeco.javacpp.maxBytes", "0");
    setDefault("org.bytedeco.javacpp.maxPhysicalBytes", "0");
  }

  private NativeLibrary() {}

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Loads LibTorch, if it is not loaded yet; answers why it can't be, or empty. */
  public static Optional<String> load() {
    try {
      Loader.load(torch.class);
      openblas_nolapack.blas_set_num_threads(1);
      return Optional.empty();
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      return Optional.of(
          "LibTorch can't be loaded on "
              + Loader.getPlatform()
              + " ("
              + e.getMessage()
              + ")"
              + CudaDevices.missingLibraries().orElse(""));
    }
  }
}
