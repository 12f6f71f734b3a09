package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.voxelbench.base.BadInputException;

/**
 * Correlates many signatures with many, under each mirror: a matrix product in blocks of columns,
 * so that the block stays in the processor's cache.
 */
final class Correlations {

  private static final int BLOCK = 64;

  private Correlations() {}

  /**
   * Two volumes that are alike.
   *
   * @param first place of one
   * @param second place of the other, which comes later
   * @param correlation of the two
   * @param mirror how one has to be mirrored
   */
  record Pair(int first, int second, double correlation, Mirror mirror) {}

  /**
   * The pairs that correlate at least so much, in order; of each pair the best mirror.
   *
   * @param all signatures
   * @param rows how many of them, the first ones, are compared with all; the rest isn't compared
   *     with each other
   */
  static List<Pair> above(double least, List<Signature> all, int rows, int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Pair>>> blocks = new ArrayList<>();
      for (int start = 0; start < all.size(); start += BLOCK) {
        int first = start;
        blocks.add(pool.submit(() -> block(least, all, rows, first)));
      }
      List<Pair> pairs = new ArrayList<>();
      for (Future<List<Pair>> block : blocks) {
        pairs.addAll(block.get());
      }
      pairs.sort(Comparator.comparingInt(Pair::first).thenComparingInt(Pair::second));
      return pairs;
    } catch (ExecutionException e) {
      throw new BadInputException("images can't be compared: " + e.getCause() + ".", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInputException("comparing images was interrupted; start it again.", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Pair> block(double least, List<Signature> all, int rows, int start) {
    int columns = Math.min(BLOCK, all.size() - start);
    int last = Math.min(rows, start + columns - 1);
    float[][] best = new float[last][BLOCK];
    Mirror[][] how = new Mirror[last][BLOCK];
    for (Mirror mirror : Mirror.ALL) {
      float[] transposed = transposed(all.subList(start, start + columns), mirror);
      for (int row = 0; row < last; row++) {
        float[] products = products(all.get(row).values(), transposed);
        for (int c = 0; c < columns; c++) {
          if (how[row][c] == null || products[c] > best[row][c]) {
            best[row][c] = products[c];
            how[row][c] = mirror;
          }
        }
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (int row = 0; row < last; row++) {
      for (int c = 0; c < columns; c++) {
        if (row < start + c && best[row][c] >= least) {
          pairs.add(new Pair(row, start + c, best[row][c], how[row][c]));
        }
      }
    }
    return pairs;
  }

  /** Boxes as rows, volumes as columns; columns beyond the last volume are 0. */
  private static float[] transposed(List<Signature> volumes, Mirror mirror) {
    float[] transposed = new float[Signature.LENGTH * BLOCK];
    for (int c = 0; c < volumes.size(); c++) {
      float[] values = volumes.get(c).values();
      for (int box = 0; box < values.length; box++) {
        transposed[mirror.place(box) * BLOCK + c] = values[box];
      }
    }
    return transposed;
  }

  private static float[] products(float[] row, float[] transposed) {
    float[] products = new float[BLOCK];
    for (int box = 0; box < row.length; box++) {
      float value = row[box];
      int from = box * BLOCK;
      for (int c = 0; c < BLOCK; c++) {
        products[c] += value * transposed[from + c];
      }
    }
    return products;
  }

  /** A correlation in words. */
  static String text(double correlation) {
    return String.format(Locale.ROOT, "%.3f", correlation);
  }
}
