package org.voxelbench.engine.nd4j;

import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NativeCallGate;

/**
 * ND4J with its native library, loaded once.
 *
 * <p>JavaCPP by itself runs the garbage collector and then fails when the process is larger than a
 * few times the Java heap, which any training on the CPU is; both of its limits are lifted unless
 * the user sets {@code org.bytedeco.javacpp.maxBytes} or {@code .maxPhysicalBytes}. ND4J's calls of
 * the garbage collector are switched off: all arrays are closed by who made them.
 */
final class NativeBackend {

  static final String VERSION = "1.0.0-M2.1";

  static {
    setDefault("org.bytedeco.javacpp.maxBytes", "0");
    setDefault("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    setDefault("org.nd4j.log.initialization", "false");
  }

  private static volatile int device;

  private NativeBackend() {}

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Loads ND4J, if it is not loaded yet; answers why it can't be, or empty. */
  static Optional<String> load() {
    try {
      Nd4j.getMemoryManager().togglePeriodicGc(false);
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(
          "ND4J can't be loaded on " + Loader.getPlatform() + " (" + e.getMessage() + ")");
    }
  }

  /** Sets the threads of one op, for libnd4j, oneDNN and OpenBLAS. */
  static void setThreads(int threads) {
    Nd4j.getEnvironment().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
  }

  /** Chooses the CUDA device of all calls of the process that follow; ND4J keeps one per thread. */
  static void setDevice(int index) {
    device = index;
  }

  /** Memory of the chosen CUDA device that is in use, in bytes, by this process or another. */
  static long deviceBytes() {
    NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
    return ops.getDeviceTotalMemory(device) - ops.getDeviceFreeMemory(device);
  }

  /** A call into ND4J; what comes out of its native code as an exception is told in a sentence. */
  static <T> T call(String doing, Supplier<T> call) {
    NativeCallGate.enter();
    try {
      Nd4j.getAffinityManager().unsafeSetDevice(device);
      return call.get();
    } catch (EngineException e) {
      throw e;
    } catch (RuntimeException e) {
      // ND4J throws plain RuntimeExceptions for native failures.
      if (e.getClass() != RuntimeException.class) {
        throw e;
      }
      throw new EngineException("ND4J failed while " + doing + ": " + e.getMessage(), e);
    } finally {
      NativeCallGate.leave();
    }
  }
}
