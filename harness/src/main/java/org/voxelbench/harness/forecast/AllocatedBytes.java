package org.voxelbench.harness.forecast;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What threads have allocated on Java's heap, garbage or not.
 *
 * @param byThread bytes since a thread began, by its id
 */
record AllocatedBytes(Map<Long, Long> byThread) {

  /** That of all threads that live. */
  static AllocatedBytes now() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    Map<Long, Long> byThread = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      // A thread that has ended since is told as -1.
      byThread.put(ids[i], Math.max(0, bytes[i]));
    }
    return new AllocatedBytes(byThread);
  }

  /** Bytes that threads which live now have allocated since an earlier moment. */
  double since(AllocatedBytes earlier) {
    return byThread.entrySet().stream()
        .mapToDouble(
            thread ->
                Math.max(0, thread.getValue() - earlier.byThread.getOrDefault(thread.getKey(), 0L)))
        .sum();
  }
}
