package org.voxelbench.engine.torch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.engine.torch.cuda.CudaDevices;

/**
 * A device that was asked for.
 *
 * @param cuda whether it is a CUDA device rather than the CPU
 * @param index the number of the CUDA device, from 0
 */
record TorchDevice(boolean cuda, int index) {

  static final TorchDevice CPU = new TorchDevice(false, 0);

  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,2}))?");

  /** The device of that name, {@code auto} being the first CUDA device if it can serve. */
  static Optional<TorchDevice> named(String name) {
    if (name.equals("cpu")) {
      return Optional.of(CPU);
    }
    TorchDevice first = new TorchDevice(true, 0);
    if (name.equals("auto")) {
      return Optional.of(first.unavailable().isEmpty() ? first : CPU);
    }
    Matcher matcher = CUDA.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String index = matcher.group(1);
    return Optional.of(index == null ? first : new TorchDevice(true, Integer.parseInt(index)));
  }

  /** Why LibTorch can't use the device here, or empty if it can. */
  Optional<String> unavailable() {
    return cuda ? CudaDevices.unavailable(index) : Optional.empty();
  }

  /** The name that LibTorch understands. */
  @Override
  public String toString() {
    return cuda ? "cuda:" + index : "cpu";
  }
}
