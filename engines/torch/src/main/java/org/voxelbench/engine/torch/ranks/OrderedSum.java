package org.voxelbench.engine.torch.ranks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The sum of flat buffers of all ranks, bucket by bucket: a bucket's values of all ranks are
 * gathered, and every process adds them up in the order of the ranks. The next bucket travels while
 * one is added.
 *
 * <p>An all-reduce would move fewer bytes among many processes (as many among two), but adds in an
 * order that depends on their number.
 */
record OrderedSum(Collectives link) {

  /** 16 MiB of 32-bit floats. */
  private static final long BUCKET = 1L << 22;

  /** 128 MiB: by NCCL each wait for a bucket is a whole millisecond or more. */
  private static final long BUCKET_ON_CARD = 1L << 25;

  private record Bucket(Tensor sum, Collectives.Travelling rows) {}

  /** Of this process's ranks alone, in the memory of the first of them. */
  static Tensor here(List<Tensor> own) {
    Tensor sum = own.get(0);
    own.subList(1, own.size()).forEach(sum::add_);
    return sum;
  }

  /** Of all, in the memory of the first of this process's. */
  Tensor of(List<Tensor> own) {
    Tensor sum = own.get(0);
    Deque<Bucket> travelling = new ArrayDeque<>();
    long bucket = sum.is_cuda() ? BUCKET_ON_CARD : BUCKET;
    for (long from = 0; from < sum.numel(); from += bucket) {
      travelling.add(begun(own, from, bucket));
      if (travelling.size() > 1) {
        finish(travelling.remove());
      }
    }
    finish(travelling.remove());
    return sum;
  }

  private Bucket begun(List<Tensor> own, long from, long most) {
    long width = Math.min(most, own.get(0).numel() - from);
    Tensor[] parts = own.stream().map(all -> all.narrow(0, from, width)).toArray(Tensor[]::new);
    Tensor rows = torch.stack(new TensorVector(parts));
    try {
      return new Bucket(parts[0], link.begin(rows));
    } finally {
      rows.close();
    }
  }

  private static void finish(Bucket bucket) {
    bucket.rows().use(rows -> add(rows, bucket.sum()));
  }

  private static void add(Tensor rows, Tensor sum) {
    try (PointerScope temporaries = new PointerScope()) {
      sum.copy_(rows.select(0, 0));
      for (long rank = 1; rank < rows.size(0); rank++) {
        sum.add_(rows.select(0, rank));
      }
    }
  }
}
