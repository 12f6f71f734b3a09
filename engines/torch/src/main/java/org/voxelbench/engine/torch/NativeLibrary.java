package org.voxelbench.engine.torch;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.EngineException;

/**
 * LibTorch, loaded once.
 *
 * <p>JavaCPP by itself runs the garbage collector and then fails when the process is larger than a
 * few times the Java heap, which any training on the CPU is; both of its limits are lifted unless
 * the user sets {@code org.bytedeco.javacpp.maxBytes} or {@code .maxPhysicalBytes}.
 */
final class NativeLibrary {

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

  /** Loads LibTorch; a second call does nothing. */
  static void load() {
    try {
      Loader.load(torch.class);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw new EngineException("LibTorch can't be loaded here: " + e.getMessage() + ".", e);
    }
  }
}
