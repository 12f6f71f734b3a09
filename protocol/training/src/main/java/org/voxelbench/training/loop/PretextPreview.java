package org.voxelbench.training.loop;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;

/**
 * What a method shows of what it learnt.
 *
 * @param volumes of the first batch, each {@code [N, 1, D, H, W]}, by name in display order
 * @param numbers means over all batches, by name in display order
 */
public record PretextPreview(Map<String, NdArray> volumes, Map<String, Double> numbers) {

  private static final int VOLUME_AXES = 5;

  /** Refuses what is no volume of one channel. */
  public PretextPreview {
    volumes.forEach(PretextPreview::checkVolume);
    volumes = Collections.unmodifiableMap(new LinkedHashMap<>(volumes));
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  private static void checkVolume(String name, NdArray volume) {
    int[] shape = volume.shape();
    if (shape.length != VOLUME_AXES || shape[1] != 1 || volume.size() == 0) {
      throw new BadInputException(
          "the method shows '"
              + name
              + "' of shape "
              + Arrays.toString(shape)
              + "; expected a single number or a volume [N, 1, D, H, W].");
    }
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return volumes.isEmpty() && numbers.isEmpty();
  }

  /** Samples that every volume has. */
  public int samples() {
    return volumes.values().stream().mapToInt(volume -> volume.shape()[0]).min().orElse(0);
  }

  /** Keeps the first batch's volumes and adds the numbers up. */
  static final class Builder {

    private final Map<String, NdArray> volumes = new LinkedHashMap<>();
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private int batches;

    void add(Map<String, NdArray> outputs) {
      boolean first = batches++ == 0;
      outputs.forEach(
          (name, value) -> {
            if (value.size() == 1 && value.shape().length < VOLUME_AXES) {
              sums.merge(name, value.item(), Double::sum);
            } else if (first) {
              volumes.put(name, value);
            }
          });
    }

    PretextPreview build() {
      Map<String, Double> means = new LinkedHashMap<>(sums);
      means.replaceAll((name, sum) -> sum / batches);
      return new PretextPreview(volumes, means);
    }
  }
}
