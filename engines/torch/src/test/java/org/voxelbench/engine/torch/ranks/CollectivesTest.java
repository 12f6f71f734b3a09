package org.voxelbench.engine.torch.ranks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.engine.ranks.Ranks;
import org.voxelbench.engine.torch.ops.NativeScope;

/**
 * What two processes, here threads, gather is theirs, and leaves the memory of tensors beside it
 * alone: a group that used parts of itself that were freed broke these within a few rounds.
 */
class CollectivesTest {

  private static final int ROUNDS = 200;
  private static final int BESIDE = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path root;

  @Test
  void whatIsGatheredAndSummedIsOfBoth() throws Exception {
    for (int again = 0; again < 3; again++) {
      Path meeting = root.resolve("meeting-" + again);
      CompletableFuture<Void> other = CompletableFuture.runAsync(() -> speak(1, meeting));
      speak(0, meeting);
      other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static void speak(int process, Path meeting) {
    Ranks ranks = new Ranks(2, process, 2, Optional.of(meeting), PATIENCE);
    try (Collectives link = new Collectives(ranks, false)) {
      for (int round = 0; round < ROUNDS; round++) {
        try (NativeScope scope = new NativeScope(false)) {
          List<Tensor> beside = new ArrayList<>();
          for (int size = 1; size <= BESIDE; size++) {
            beside.add(ones(size));
          }
          double[][] told = link.gather(new double[] {process, round});
          assertThat(told).isDeepEqualTo(new double[][] {{0, round}, {1, round}});
          Tensor sum = new OrderedSum(link).of(List.of(ones(1000)));
          assertThat(sum.sum().item_double()).isEqualTo(2000);
          for (int size = 1; size <= BESIDE; size++) {
            assertThat(beside.get(size - 1).sum().item_double()).isEqualTo(size);
          }
        }
      }
    }
  }

  private static Tensor ones(long size) {
    return torch.ones(new long[] {size}, new TensorOptions(ScalarType.Float));
  }
}
