package org.voxelbench.engine.nd4j;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device that was asked for.
 *
 * @param cuda whether it is a CUDA device rather than the CPU
 * @param index the number of the CUDA device, from 0
 */
record Nd4jDevice(boolean cuda, int index) {

  static final Nd4jDevice CPU = new Nd4jDevice(false, 0);

  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,2}))?");
  private static final String CUDA_BACKEND = "/org/nd4j/linalg/jcublas/JCublasBackend.class";

  /** ND4J has one backend per process, and the build holds one. */
  static final boolean CUDA_BUILD = Nd4jDevice.class.getResource(CUDA_BACKEND) != null;

  /** The device of that name, {@code auto} being the first CUDA device if it can serve. */
  static Optional<Nd4jDevice> named(String name) {
    if (name.equals("cpu")) {
      return Optional.of(CPU);
    }
    Nd4jDevice first = new Nd4jDevice(true, 0);
    if (name.equals("auto")) {
      return Optional.of(CUDA_BUILD && first.unavailable().isEmpty() ? first : CPU);
    }
    Matcher matcher = CUDA.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String index = matcher.group(1);
    return Optional.of(index == null ? first : new Nd4jDevice(true, Integer.parseInt(index)));
  }

  /** Why ND4J can't use the device here, or empty if it can. */
  Optional<String> unavailable() {
    if (cuda) {
      return unavailable(CudaDriver.cards(), CUDA_BUILD).or(NativeBackend::load);
    }
    return CUDA_BUILD
        ? Optional.of("this build holds ND4J for CUDA only; make it without PROFILE=nd4j-cuda")
        : NativeBackend.load();
  }

  /** Why ND4J can't use this CUDA device among the given ones, or empty if it can. */
  Optional<String> unavailable(List<CudaCard> cards, boolean cudaBuild) {
    if (cards.isEmpty()) {
      return Optional.of(
          "no CUDA device was found; check that the NVIDIA driver is installed and that"
              + " CUDA_VISIBLE_DEVICES does not hide the GPU");
    }
    if (index >= cards.size()) {
      return Optional.of("there is no CUDA device " + index + ", only " + cards.size() + " from 0");
    }
    Optional<String> unsupported = cards.get(index).unsupported();
    return unsupported.isPresent() || cudaBuild
        ? unsupported
        : Optional.of("this build holds ND4J for the CPU only; make it with PROFILE=nd4j-cuda");
  }

  @Override
  public String toString() {
    return cuda ? "cuda:" + index : "cpu";
  }
}
