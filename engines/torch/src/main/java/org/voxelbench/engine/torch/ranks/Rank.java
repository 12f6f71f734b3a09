package org.voxelbench.engine.torch.ranks;

/**
 * One rank within one run of a program.
 *
 * @param number its number among all ranks
 * @param count the number of ranks
 * @param seat its number in this process
 * @param meeting where it hears of the others
 */
public record Rank(int number, int count, int seat, Meeting meeting) {

  /** The only one, which computes the whole batch. */
  public static final Rank ONLY = new Rank(0, 1, 0, new Meeting(1, own -> new double[][] {own}));

  /** The numbers of all ranks, in their order; waits for all of them. */
  public double[][] gather(double[] own) {
    return meeting.gather(seat, own);
  }
}
