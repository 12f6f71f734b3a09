package org.voxelbench.engine.nd4j;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions to NVIDIA's driver library about the devices here.
 *
 * <p>None of them launches a kernel or loads CUDA's runtime, so that a card that ND4J's build has
 * no code for is told apart before anything can fail on it.
 */
final class CudaDriver {

  private static final int SUCCESS = 0;
  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;
  private static final int NAME_BYTES = 256;

  private final NativeLibrary library;

  private CudaDriver(NativeLibrary library) {
    this.library = library;
  }

  /** The devices that the driver shows to this process; none if there is no driver. */
  static List<CudaCard> cards() {
    try {
      return new CudaDriver(NativeLibrary.getInstance(libraryName())).all();
    } catch (UnsatisfiedLinkError e) {
      return List.of();
    }
  }

  private static String libraryName() {
    return System.getProperty("os.name").startsWith("Windows") ? "nvcuda" : "libcuda.so.1";
  }

  private boolean succeeds(String function, Object... arguments) {
    Function called = library.getFunction(function);
    return called.invokeInt(arguments) == SUCCESS;
  }

  private List<CudaCard> all() {
    List<CudaCard> cards = new ArrayList<>();
    IntByReference count = new IntByReference();
    if (succeeds("cuInit", 0) && succeeds("cuDeviceGetCount", count)) {
      for (int i = 0; i < count.getValue(); i++) {
        cards.add(card(i));
      }
    }
    return cards;
  }

  private CudaCard card(int index) {
    IntByReference device = new IntByReference();
    byte[] name = new byte[NAME_BYTES];
    if (!succeeds("cuDeviceGet", device, index)
        || !succeeds("cuDeviceGetName", name, NAME_BYTES, device.getValue())) {
      return new CudaCard("CUDA device " + index, new ComputeCapability(0, 0));
    }
    int length = 0;
    while (length < NAME_BYTES && name[length] != 0) {
      length++;
    }
    return new CudaCard(
        new String(name, 0, length, StandardCharsets.UTF_8),
        new ComputeCapability(
            attribute(CAPABILITY_MAJOR, device.getValue()),
            attribute(CAPABILITY_MINOR, device.getValue())));
  }

  private int attribute(int which, int device) {
    IntByReference value = new IntByReference();
    return succeeds("cuDeviceGetAttribute", value, which, device) ? value.getValue() : 0;
  }
}
