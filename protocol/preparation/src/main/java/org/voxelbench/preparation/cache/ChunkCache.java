package org.voxelbench.preparation.cache;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps recently used chunks of all cases, up to a number of bytes; safe for several threads. */
final class ChunkCache {

  private record Key(Path file, int block) {}

  private record Entry(Object voxels, long bytes) {}

  private final long capacity;
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long used;

  ChunkCache(long capacity) {
    this.capacity = capacity;
  }

  /** The chunk, or null if it isn't kept. */
  synchronized Object get(Path file, int block) {
    Entry entry = entries.get(new Key(file, block));
    return entry == null ? null : entry.voxels();
  }

  synchronized void put(Path file, int block, Object voxels, long bytes) {
    if (bytes > capacity) {
      return;
    }
    Entry previous = entries.put(new Key(file, block), new Entry(voxels, bytes));
    used += bytes - (previous == null ? 0 : previous.bytes());
    Iterator<Entry> eldest = entries.values().iterator();
    while (used > capacity) {
      used -= eldest.next().bytes();
      eldest.remove();
    }
  }

  synchronized long used() {
    return used;
  }
}
