package org.voxelbench.engine;

import static org.voxelbench.engine.Reference.at;
import static org.voxelbench.engine.Reference.build;

import java.util.stream.DoubleStream;

/** The ops on volumes in plain Java: the oracle of {@link OpsContract}. */
final class VolumeReference {

  private VolumeReference() {}

  private interface Window {

    double value(int c, int d, int h, int w);
  }

  private static double sum(int channels, int[] kernel, Window window) {
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      for (int d = 0; d < kernel[0]; d++) {
        for (int h = 0; h < kernel[1]; h++) {
          for (int w = 0; w < kernel[2]; w++) {
            sum += window.value(c, d, h, w);
          }
        }
      }
    }
    return sum;
  }

  private static int[] kernel(NdArray weight) {
    return new int[] {weight.shape()[2], weight.shape()[3], weight.shape()[4]};
  }

  static NdArray conv3d(NdArray x, NdArray weight, NdArray bias, int[] stride, int[] padding) {
    int[] k = kernel(weight);
    int[] shape = {x.shape()[0], weight.shape()[0], 0, 0, 0};
    for (int a = 0; a < 3; a++) {
      shape[a + 2] = (x.shape()[a + 2] + 2 * padding[a] - k[a]) / stride[a] + 1;
    }
    return build(
        shape,
        i ->
            (bias == null ? 0 : bias.at(i[1]))
                + sum(
                    x.shape()[1],
                    k,
                    (c, d, h, w) ->
                        at(
                                x,
                                i[0],
                                c,
                                i[2] * stride[0] - padding[0] + d,
                                i[3] * stride[1] - padding[1] + h,
                                i[4] * stride[2] - padding[2] + w)
                            * at(weight, i[1], c, d, h, w)));
  }

  static NdArray convTranspose3d(NdArray x, NdArray weight, NdArray bias, int[] stride) {
    int[] k = kernel(weight);
    int[] shape = {x.shape()[0], weight.shape()[1], 0, 0, 0};
    for (int a = 0; a < 3; a++) {
      shape[a + 2] = (x.shape()[a + 2] - 1) * stride[a] + k[a];
    }
    return build(
        shape,
        i ->
            (bias == null ? 0 : bias.at(i[1]))
                + sum(
                    x.shape()[1],
                    k,
                    (c, d, h, w) ->
                        at(
                                x,
                                i[0],
                                c,
                                source(i[2] - d, stride[0]),
                                source(i[3] - h, stride[1]),
                                source(i[4] - w, stride[2]))
                            * at(weight, c, i[1], d, h, w)));
  }

  private static int source(int position, int stride) {
    return Math.floorMod(position, stride) == 0 ? Math.floorDiv(position, stride) : -1;
  }

  static NdArray pool3d(NdArray x, int[] kernel, boolean largest) {
    int[] shape = x.shape();
    for (int a = 0; a < 3; a++) {
      shape[a + 2] /= kernel[a];
    }
    return build(
        shape,
        i -> {
          DoubleStream.Builder window = DoubleStream.builder();
          sum(
              1,
              kernel,
              (c, d, h, w) -> {
                window.add(
                    at(
                        x,
                        i[0],
                        i[1],
                        i[2] * kernel[0] + d,
                        i[3] * kernel[1] + h,
                        i[4] * kernel[2] + w));
                return 0;
              });
          DoubleStream values = window.build();
          return (largest ? values.max() : values.average()).orElseThrow();
        });
  }

  static NdArray instanceNorm(NdArray x, NdArray gamma, NdArray beta, double eps) {
    int[] shape = x.shape();
    int voxels = x.size() / (shape[0] * shape[1]);
    double[] values = new double[x.size()];
    for (int plane = 0; plane < shape[0] * shape[1]; plane++) {
      int from = plane * voxels;
      double mean = 0;
      for (int i = from; i < from + voxels; i++) {
        mean += x.at(i) / voxels;
      }
      double variance = 0;
      for (int i = from; i < from + voxels; i++) {
        variance += (x.at(i) - mean) * (x.at(i) - mean) / voxels;
      }
      int channel = plane % shape[1];
      double scale = (gamma == null ? 1 : gamma.at(channel)) / Math.sqrt(variance + eps);
      double shift = beta == null ? 0 : beta.at(channel);
      for (int i = from; i < from + voxels; i++) {
        values[i] = (x.at(i) - mean) * scale + shift;
      }
    }
    return NdArray.of(shape, values);
  }

  static NdArray resizeNearest(NdArray x, int[] size) {
    int[] in = x.shape();
    return build(
        new int[] {in[0], in[1], size[0], size[1], size[2]},
        i ->
            at(
                x,
                i[0],
                i[1],
                i[2] * in[2] / size[0],
                i[3] * in[3] / size[1],
                i[4] * in[4] / size[2]));
  }

  static NdArray resizeTrilinear(NdArray x, int[] size) {
    int[] in = x.shape();
    return build(
        new int[] {in[0], in[1], size[0], size[1], size[2]},
        i -> {
          double value = 0;
          for (int corner = 0; corner < 8; corner++) {
            double weight = 1;
            int[] index = i.clone();
            for (int a = 0; a < 3; a++) {
              double position = Math.max(0, (i[a + 2] + 0.5) * in[a + 2] / size[a] - 0.5);
              int low = (int) position;
              boolean upper = (corner >> a & 1) == 1;
              weight *= upper ? position - low : 1 - (position - low);
              index[a + 2] = Math.min(upper ? low + 1 : low, in[a + 2] - 1);
            }
            value += weight * at(x, index);
          }
          return value;
        });
  }
}
