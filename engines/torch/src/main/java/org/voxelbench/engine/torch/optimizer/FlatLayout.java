package org.voxelbench.engine.torch.optimizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Shapes;

/**
 * Where named arrays lie in one flat buffer, so that one op on the buffer does for all of them.
 *
 * @param places by name, in the buffer's order
 * @param length values of the whole buffer, a multiple of {@link #CHUNK}
 */
public record FlatLayout(Map<String, Place> places, long length) {

  /**
   * A buffer's length is a multiple of it, so that sums over chunks and then over their sums do.
   */
  public static final long CHUNK = 1024;

  /**
   * Each array begins at a multiple of it, 64 bytes of 32-bit floats, as LibTorch aligns its own.
   */
  private static final long ALIGNMENT = 16;

  /**
   * One array's place.
   *
   * @param from its first value
   * @param shape its shape
   */
  public record Place(long from, int[] shape) {

    long size() {
      return NdArray.size(shape);
    }

    /** Its view of a buffer of the layout, of its own shape. */
    Tensor of(Tensor buffer) {
      return buffer.narrow(0, from, size()).view(Shapes.longs(shape));
    }
  }

  /**
   * Neighbours in the buffer that have moved equally often.
   *
   * @param from their first value
   * @param to the value behind their last
   * @param step how often they have moved
   */
  public record Run(long from, long to, long step) {

    /** Their part of a buffer of the layout. */
    Tensor of(Tensor buffer) {
      return buffer.narrow(0, from, to - from);
    }
  }

  public static FlatLayout of(Map<String, int[]> shapes) {
    Map<String, Place> places = new LinkedHashMap<>();
    long at = 0;
    for (Map.Entry<String, int[]> entry : shapes.entrySet()) {
      Place place = new Place(at, entry.getValue());
      places.put(entry.getKey(), place);
      at = roundedUp(at + place.size(), ALIGNMENT);
    }
    return new FlatLayout(places, roundedUp(Math.max(1, at), CHUNK));
  }

  private static long roundedUp(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }

  /**
   * As few runs as hold the arrays that have moved.
   *
   * @param steps how often, for each array that has moved
   */
  List<Run> runs(Map<String, Long> steps) {
    List<Run> runs = new ArrayList<>();
    Run last = null;
    for (Map.Entry<String, Place> entry : places.entrySet()) {
      Long step = steps.get(entry.getKey());
      Place place = entry.getValue();
      if (step == null) {
        last = null;
      } else if (last != null && last.step == step) {
        last = new Run(last.from, place.from + place.size(), step);
        runs.set(runs.size() - 1, last);
      } else {
        last = new Run(place.from, place.from + place.size(), step);
        runs.add(last);
      }
    }
    return runs;
  }
}
