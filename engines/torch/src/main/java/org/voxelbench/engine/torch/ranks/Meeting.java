package org.voxelbench.engine.torch.ranks;

import java.util.Arrays;
import java.util.function.Function;
import org.voxelbench.engine.EngineException;

/**
 * Where the ranks of this process, each a thread, meet for what they tell each other: the last to
 * arrive speaks with the other processes for all.
 */
final class Meeting {

  private final Function<double[], double[][]> processes;
  private final double[][] told;
  private int arrived;
  private long round;
  private double[][] heard;
  private RuntimeException broken;

  /**
   * @param seats ranks of this process
   * @param processes gives the numbers of all processes for those of this one
   */
  Meeting(int seats, Function<double[], double[][]> processes) {
    this.told = new double[seats][];
    this.processes = processes;
  }

  /**
   * The numbers of all ranks, in their order; waits for all of them.
   *
   * @param seat which of this process's ranks tells, from 0
   */
  synchronized double[][] gather(int seat, double[] own) {
    check();
    told[seat] = own;
    long mine = round;
    if (++arrived == told.length) {
      try {
        heard = ofAll();
      } catch (RuntimeException e) {
        breakUp(e);
        throw e;
      }
      arrived = 0;
      round++;
      notifyAll();
      return heard;
    }
    while (round == mine) {
      check();
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        breakUp(new EngineException("interrupted while waiting for another rank.", e));
      }
    }
    return heard;
  }

  private double[][] ofAll() {
    int length = told[0].length;
    double[] own = new double[told.length * length];
    for (int seat = 0; seat < told.length; seat++) {
      if (told[seat].length != length) {
        throw new EngineException(
            "the ranks of a batch tell each other "
                + length
                + " and "
                + told[seat].length
                + " numbers; a program must be the same on all of them.");
      }
      System.arraycopy(told[seat], 0, own, seat * length, length);
    }
    double[][] all = processes.apply(own);
    double[][] ranks = new double[all.length * told.length][];
    for (int rank = 0; rank < ranks.length; rank++) {
      int from = rank % told.length * length;
      ranks[rank] = Arrays.copyOfRange(all[rank / told.length], from, from + length);
    }
    return ranks;
  }

  private void check() {
    if (broken != null) {
      throw new EngineException("another rank failed: " + broken.getMessage(), broken);
    }
  }

  /** Lets nobody wait for a rank that failed. */
  synchronized void breakUp(RuntimeException reason) {
    if (broken == null) {
      broken = reason;
    }
    notifyAll();
  }

  /** What broke it up; null if nothing did. */
  synchronized RuntimeException reason() {
    return broken;
  }
}
