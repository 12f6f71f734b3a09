package org.voxelbench.harness.selftest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A CUDA card as the driver's own tool tells of it.
 *
 * @param driver version of the driver, or why it isn't known
 * @param freeBytes memory that nobody holds; infinite where there is no tool
 */
record Card(String driver, double freeBytes) {

  private static final Card UNKNOWN =
      new Card("unknown, for nvidia-smi does not tell", Double.POSITIVE_INFINITY);

  /** The card of a device, {@code cuda} or {@code cuda:N}. */
  public static Card of(String device) {
    int index =
        device.contains(":") ? Integer.parseInt(device.substring(device.indexOf(':') + 1)) : 0;
    return ask(List.of("nvidia-smi", "--id=" + visible(index)));
  }

  /** CUDA counts the visible cards alone, the tool all of them. */
  private static String visible(int index) {
    String visible = System.getenv("CUDA_VISIBLE_DEVICES");
    String[] cards = visible == null ? new String[0] : visible.split(",");
    return index < cards.length ? cards[index].strip() : Integer.toString(index);
  }

  private static Card ask(List<String> tool) {
    List<String> command = new ArrayList<>(tool);
    command.addAll(
        List.of("--query-gpu=driver_version,memory.free", "--format=csv,noheader,nounits"));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
        return parse(lines.lines().collect(Collectors.joining("\n")));
      }
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** Reads the tool's answer, such as {@code 580.65.06, 80559}, with memory in MiB. */
  static Card parse(String answer) {
    String[] fields = answer.strip().split("\\s*,\\s*");
    return fields.length == 2 && fields[1].matches("\\d+")
        ? new Card(fields[0], Long.parseLong(fields[1]) * (double) (1 << 20))
        : UNKNOWN;
  }
}
