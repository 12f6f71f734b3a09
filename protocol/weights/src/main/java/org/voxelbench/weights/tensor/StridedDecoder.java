package org.voxelbench.weights.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.element.ElementDecoder;
import org.voxelbench.engine.element.ElementType;

/** Brings the values of a region into C order. */
public final class StridedDecoder {

  private static final int CHUNK = 1 << 16;

  private final String where;
  private final Region region;
  private final ByteOrder order;

  /**
   * For one region.
   *
   * @param where begins the sentence of a refusal, such as {@code "a.pth, tensor 'x': "}
   */
  public StridedDecoder(String where, Region region, ByteOrder order) {
    this.where = where;
    this.region = region;
    this.order = order;
  }

  /** The bytes of the storage that come before those of the region. */
  public long begin() {
    return region.offset() * region.type().bytes();
  }

  /**
   * Reads the values, and of the stream no byte more.
   *
   * @param in the storage from {@link #begin()} on
   */
  public NdArray decode(InputStream in) throws IOException {
    NdArray span = span(in, Math.toIntExact(region.end() - region.offset()));
    return region.isDense() ? span : gather(span);
  }

  private NdArray span(InputStream in, int count) throws IOException {
    ElementType type = region.type();
    ElementDecoder decoder = type.decoder(where, count);
    byte[] chunk = new byte[Math.min(CHUNK, count) * type.bytes()];
    for (long left = (long) count * type.bytes(); left > 0; left -= chunk.length) {
      int length = (int) Math.min(chunk.length, left);
      if (in.readNBytes(chunk, 0, length) < length) {
        throw new EOFException("the values end early");
      }
      decoder.accept(ByteBuffer.wrap(chunk, 0, length).order(order));
    }
    return decoder.array(region.isDense() ? region.shape() : new int[] {count});
  }

  private NdArray gather(NdArray span) {
    int count = Math.toIntExact(region.count());
    int[] places = new int[count];
    int filled = count == 0 ? 0 : 1;
    for (int axis = region.sizes().size() - 1; axis >= 0 && count > 0; axis--) {
      long stride = region.strides().get(axis);
      for (int i = 1; i < region.sizes().get(axis); i++) {
        for (int k = 0; k < filled; k++) {
          places[i * filled + k] = (int) (places[k] + i * stride);
        }
      }
      filled *= region.sizes().get(axis);
    }
    if (span.isDouble()) {
      double[] from = span.doubles();
      double[] values = new double[count];
      for (int i = 0; i < count; i++) {
        values[i] = from[places[i]];
      }
      return NdArray.of(region.shape(), values);
    }
    float[] from = span.floats();
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = from[places[i]];
    }
    return NdArray.of(region.shape(), values);
  }
}
