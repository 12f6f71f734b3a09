package org.voxelbench.engine.nd4j.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A piece of the slab that holds one value, or several in turn, from one op to another. */
public final class Storage {

  /** Values begin at multiples of 64 bytes of 32-bit floats. */
  private static final long ALIGNMENT = 16;

  private final long size;
  private final int first;
  private int last;
  private long offset;

  /**
   * @param size in values
   * @param first the number of the op that writes it first
   */
  public Storage(long size, int first) {
    this.size = Math.max(ALIGNMENT, (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    this.first = first;
    this.last = first;
  }

  public int last() {
    return last;
  }

  public void keepUntil(int op) {
    last = Math.max(last, op);
  }

  public long offset() {
    return offset;
  }

  private boolean overlaps(Storage other) {
    return first <= other.last && other.first <= last;
  }

  /**
   * Places all storages, the largest first, each at the lowest offset where no storage of the same
   * time lies.
   *
   * @return the number of values that they span
   */
  public static long place(List<Storage> storages) {
    List<Storage> placed = new ArrayList<>();
    long span = 0;
    List<Storage> largestFirst = new ArrayList<>(storages);
    largestFirst.sort(Comparator.comparingLong((Storage s) -> s.size).reversed());
    for (Storage storage : largestFirst) {
      long at = 0;
      for (Storage other : placed) {
        if (other.overlaps(storage)) {
          if (at + storage.size <= other.offset) {
            break;
          }
          at = Math.max(at, other.offset + other.size);
        }
      }
      storage.offset = at;
      span = Math.max(span, at + storage.size);
      int index = 0;
      while (index < placed.size() && placed.get(index).offset <= at) {
        index++;
      }
      placed.add(index, storage);
    }
    return span;
  }
}
