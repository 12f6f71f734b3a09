package org.voxelbench.engine;

/**
 * The differentiable op set: everything that networks, losses and pretext tasks may use.
 *
 * <p>Volumes are {@code [N, C, D, H, W]}. Elementwise ops broadcast as NumPy does: shapes are
 * aligned at the right and axes of size 1 are stretched. Negative axes count from the end.
 * Arguments that do not fit are refused with an {@link EngineException} that prints the shapes.
 */
public interface Ops {

  // ---- constants -------------------------------------------------------------------------------

  /** A constant with the values of the array; no gradient flows into it. */
  Tensor constant(NdArray value);

  /** A constant scalar. */
  Tensor scalar(double value);

  // ---- convolution and pooling -----------------------------------------------------------------

  /**
   * 3D cross-correlation.
   *
   * @param x {@code [N, Cin, D, H, W]}
   * @param weight {@code [Cout, Cin, kD, kH, kW]}
   * @param bias {@code [Cout]}, or null for none
   * @param stride voxels per axis, length 3
   * @param padding zero voxels added on both sides of each axis, length 3
   */
  Tensor conv3d(Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding);

  /**
   * Transposed 3D convolution without padding.
   *
   * @param x {@code [N, Cin, D, H, W]}
   * @param weight {@code [Cin, Cout, kD, kH, kW]}
   * @param bias {@code [Cout]}, or null for none
   * @param stride voxels per axis, length 3
   */
  Tensor convTranspose3d(Tensor x, Tensor weight, Tensor bias, int[] stride);

  /**
   * Average pooling whose stride is its kernel, without padding; a remainder at the upper end is
   * dropped.
   */
  Tensor avgPool3d(Tensor x, int[] kernel);

  /**
   * Maximum pooling whose stride is its kernel, without padding; a remainder at the upper end is
   * dropped.
   */
  Tensor maxPool3d(Tensor x, int[] kernel);

  /**
   * Instance normalisation over the spatial axes with the biased variance: {@code (x - mean) /
   * sqrt(var + eps) * gamma + beta}.
   *
   * @param x {@code [N, C, ...]} with at least one spatial axis
   * @param gamma {@code [C]}, or null for 1
   * @param beta {@code [C]}, or null for 0
   */
  Tensor instanceNorm(Tensor x, Tensor gamma, Tensor beta, double eps);

  /**
   * {@link #instanceNorm} and {@link #leakyRelu} behind it as one op, which keeps one map less for
   * the gradient.
   */
  Tensor instanceNormLeakyRelu(Tensor x, Tensor gamma, Tensor beta, double eps, double slope);

  /**
   * Layer normalisation over the last axis, of length C, with the biased variance; as {@link
   * #instanceNorm} otherwise.
   *
   * @param gamma {@code [C]}, or null for 1
   * @param beta {@code [C]}, or null for 0
   */
  Tensor layerNorm(Tensor x, Tensor gamma, Tensor beta, double eps);

  // ---- elementwise -----------------------------------------------------------------------------

  Tensor add(Tensor a, Tensor b);

  Tensor sub(Tensor a, Tensor b);

  Tensor mul(Tensor a, Tensor b);

  Tensor div(Tensor a, Tensor b);

  /** The larger of two values; where they are equal the gradient is shared equally. */
  Tensor max(Tensor a, Tensor b);

  /** The smaller of two values; where they are equal the gradient is shared equally. */
  Tensor min(Tensor a, Tensor b);

  Tensor add(Tensor a, double b);

  Tensor mul(Tensor a, double b);

  Tensor neg(Tensor x);

  Tensor exp(Tensor x);

  Tensor log(Tensor x);

  Tensor sqrt(Tensor x);

  Tensor square(Tensor x);

  Tensor abs(Tensor x);

  Tensor relu(Tensor x);

  /** {@code x} where positive, {@code slope * x} elsewhere. */
  Tensor leakyRelu(Tensor x, double slope);

  Tensor sigmoid(Tensor x);

  /** {@code log(1 + exp(x))}, stable for large |x|. */
  Tensor softplus(Tensor x);

  /** x times the normal distribution's cumulative function at x, by erf and not by tanh. */
  Tensor gelu(Tensor x);

  /** {@code x sigmoid(x)}. */
  Tensor silu(Tensor x);

  /** Values limited to {@code [low, high]}; no gradient outside. */
  Tensor clamp(Tensor x, double low, double high);

  /** 1 where {@code a == b}, else 0; no gradient. */
  Tensor equal(Tensor a, Tensor b);

  // ---- reductions ------------------------------------------------------------------------------

  /** Sum over the given axes; over all of them if none is given. */
  Tensor sum(Tensor x, boolean keepDims, int... axes);

  /** Mean over the given axes; over all of them if none is given. */
  Tensor mean(Tensor x, boolean keepDims, int... axes);

  /** Softmax along an axis. */
  Tensor softmax(Tensor x, int axis);

  /** Logarithm of the softmax along an axis. */
  Tensor logSoftmax(Tensor x, int axis);

  /**
   * Index of the largest value along an axis, as numbers, with that axis kept at size 1; no
   * gradient.
   */
  Tensor argmax(Tensor x, int axis);

  // ---- class maps ------------------------------------------------------------------------------

  /**
   * One channel per class, 1 where the map holds that class, else 0; no gradient.
   *
   * @param classMap {@code [N, 1, ...]}; values outside {@code [0, classes)} give 0 in every
   *     channel
   * @return {@code [N, classes, ...]}
   */
  Tensor oneHot(Tensor classMap, int classes);

  /**
   * The channel that the class map names, at each position.
   *
   * @param x {@code [N, C, ...]}
   * @param classMap {@code [N, 1, ...]} with values in {@code [0, C)}
   * @return {@code [N, 1, ...]}
   */
  Tensor gatherClass(Tensor x, Tensor classMap);

  // ---- shape -----------------------------------------------------------------------------------

  Tensor reshape(Tensor x, int... shape);

  /** The axes in a new order. */
  Tensor permute(Tensor x, int... axes);

  /** {@code length} entries from {@code start} along an axis. */
  Tensor slice(Tensor x, int axis, int start, int length);

  Tensor concat(int axis, Tensor... parts);

  /**
   * The rows that an index names, {@code y[n, v] = x[n, index[n, v]]}; a row may be named often.
   *
   * @param x {@code [N, T, E]}
   * @param index {@code [N, V]} of whole numbers in {@code [0, T)}; no gradient flows into it
   */
  Tensor gather(Tensor x, Tensor index);

  /** Values in reverse order along the given axes. */
  Tensor flip(Tensor x, int... axes);

  /** The value repeated to a larger shape by the broadcasting rule. */
  Tensor broadcastTo(Tensor x, int... shape);

  /**
   * Nearest-neighbour resize of the three spatial axes: output index i reads {@code floor(i * in /
   * out)}.
   */
  Tensor resizeNearest(Tensor x, int[] size);

  /** Trilinear resize of the three spatial axes with half-pixel centres ("align corners" false). */
  Tensor resizeTrilinear(Tensor x, int[] size);

  // ---- algebra ---------------------------------------------------------------------------------

  /**
   * Matrix product of the last two axes, {@code [..., M, K] x [..., K, N]}; leading axes are equal
   * or absent.
   */
  Tensor matmul(Tensor a, Tensor b);

  /**
   * A linear layer along the last axis: {@code x weight^T + bias}.
   *
   * @param x {@code [..., E]} with at least two axes
   * @param weight {@code [F, E]}
   * @param bias {@code [F]}, or null for 0
   */
  Tensor linear(Tensor x, Tensor weight, Tensor bias);

  /**
   * Attention {@code softmax(q k^T / sqrt(D)) v} of queries {@code [..., T, D]} to keys {@code
   * [..., S, D]} with values {@code [..., S, E]}; leading axes are equal.
   *
   * @return {@code [..., T, E]}
   */
  Tensor attention(Tensor q, Tensor k, Tensor v);

  /**
   * Rows with each pair of neighbouring numbers {@code (a, b)} turned to {@code (a cos - b sin, b
   * cos + a sin)}, a rotary position embedding, in full precision.
   *
   * @param x {@code [N, heads, T, D]}
   * @param cos {@code [1 or N, 1, T, D / 2]}
   * @param sin of the shape of cos
   */
  Tensor rotary(Tensor x, Tensor cos, Tensor sin);

  // ---- control of differentiation and precision ------------------------------------------------

  /** The same value, through which no gradient flows. */
  Tensor stopGradient(Tensor x);

  /**
   * The same value in the engine's full precision: losses and statistics are computed so under
   * mixed precision.
   */
  Tensor fullPrecision(Tensor x);

  /**
   * The same value in the arithmetic in which another is held, so that the two combine without
   * making the other one wider: masks and constants under mixed precision.
   */
  Tensor castLike(Tensor x, Tensor other);

  // ---- ranks -----------------------------------------------------------------------------------

  /**
   * How many ranks compute the batch together, each an equal share of its samples; 1 unless it was
   * staged for several.
   *
   * <p>An objective of several ranks is that of the whole batch and the same on each of them: every
   * sum or mean over samples goes on over the ranks. A rank's gradient is that by its own samples,
   * and the engine adds up those of all ranks; so no weight may be used behind what was gathered.
   */
  default int ranks() {
    return 1;
  }

  /**
   * The values of all ranks, joined along the first axis in the order of the ranks, hence of the
   * samples; the gradient flows into this rank's own. Meant for what is small: it goes by the host.
   *
   * <p>Every rank must gather the same shapes in the same order.
   *
   * @param x {@code [N, ...]}
   * @return {@code [ranks * N, ...]}
   */
  default Tensor gatherRanks(Tensor x) {
    return x;
  }

  /** The sum over all ranks, in their order. */
  default Tensor sumRanks(Tensor x) {
    if (ranks() == 1) {
      return x;
    }
    int[] shape = x.shape();
    int[] row = new int[shape.length + 1];
    row[0] = 1;
    System.arraycopy(shape, 0, row, 1, shape.length);
    Tensor rows = gatherRanks(reshape(x, row));
    Tensor sum = slice(rows, 0, 0, 1);
    for (int rank = 1; rank < ranks(); rank++) {
      sum = add(sum, slice(rows, 0, rank, 1));
    }
    return reshape(sum, shape);
  }

  /** The mean over all ranks: of means over equal shares, the mean over the batch. */
  default Tensor meanRanks(Tensor x) {
    return ranks() == 1 ? x : mul(sumRanks(x), 1.0 / ranks());
  }
}
