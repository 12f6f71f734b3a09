package org.voxelbench.preparation.preprocess;

/** Lets work begin as long as all that is under way fits a budget of bytes. */
final class MemoryGate {

  private final double budget;
  private double used;

  MemoryGate(double budget) {
    this.budget = budget;
  }

  synchronized void enter(double bytes) throws InterruptedException {
    while (used > 0 && used + bytes > budget) {
      wait();
    }
    used += bytes;
  }

  synchronized void leave(double bytes) {
    used -= bytes;
    notifyAll();
  }
}
