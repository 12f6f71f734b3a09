package org.voxelbench.preparation.preprocess;

import java.util.Arrays;

/**
 * Background that is connected to the border by faces; what it doesn't reach is object or hole
 * (SciPy: {@code binary_fill_holes}).
 */
final class BackgroundFlood {

  private final int[] shape;
  private final boolean[] background;
  private final boolean[] reached;
  private int[] stack = new int[1024];
  private int depth;

  BackgroundFlood(int[] shape, boolean[] background) {
    this.shape = shape;
    this.background = background;
    this.reached = new boolean[background.length];
  }

  boolean[] reached() {
    seedBorder();
    int plane = shape[1] * shape[2];
    while (depth > 0) {
      int at = stack[--depth];
      int w = at % shape[2];
      int h = at / shape[2] % shape[1];
      int d = at / plane;
      if (w > 0) {
        visit(at - 1);
      }
      if (w < shape[2] - 1) {
        visit(at + 1);
      }
      if (h > 0) {
        visit(at - shape[2]);
      }
      if (h < shape[1] - 1) {
        visit(at + shape[2]);
      }
      if (d > 0) {
        visit(at - plane);
      }
      if (d < shape[0] - 1) {
        visit(at + plane);
      }
    }
    return reached;
  }

  private void seedBorder() {
    int at = 0;
    for (int d = 0; d < shape[0]; d++) {
      for (int h = 0; h < shape[1]; h++, at += shape[2]) {
        boolean face = d == 0 || d == shape[0] - 1 || h == 0 || h == shape[1] - 1;
        int step = face ? 1 : Math.max(1, shape[2] - 1);
        for (int w = 0; w < shape[2]; w += step) {
          visit(at + w);
        }
      }
    }
  }

  private void visit(int at) {
    if (background[at] && !reached[at]) {
      reached[at] = true;
      if (depth == stack.length) {
        stack = Arrays.copyOf(stack, 2 * depth);
      }
      stack[depth++] = at;
    }
  }
}
