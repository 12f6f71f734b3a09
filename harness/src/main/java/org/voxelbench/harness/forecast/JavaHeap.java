package org.voxelbench.harness.forecast;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * Java's heap.
 *
 * @param bytes what it takes
 * @param limit what it may take
 * @param young what objects that die young take of it
 * @param youngLimit what they may take, which a long training comes to take
 */
record JavaHeap(double bytes, double limit, double young, double youngLimit) {

  /** That of this process. */
  static JavaHeap ofProcess() {
    Runtime java = Runtime.getRuntime();
    List<MemoryUsage> young =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(pool -> pool.getName().matches(".*(Eden|Survivor).*"))
            .map(MemoryPoolMXBean::getUsage)
            .toList();
    return new JavaHeap(
        java.totalMemory(),
        java.maxMemory(),
        young.stream().mapToDouble(MemoryUsage::getCommitted).sum(),
        young.stream().mapToDouble(MemoryUsage::getMax).sum());
  }

  /**
   * What it takes beside once it was in use for long.
   *
   * @param kept bytes of objects that stay
   */
  double growth(double kept) {
    double wanted = Math.max(0, youngLimit - young) + kept;
    return Math.max(0, Math.min(limit - bytes, wanted));
  }
}
