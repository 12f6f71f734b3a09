package org.voxelbench.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.voxelbench.engine.IdleEngine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.training.loader.BatchLoader;

/** Many threads make batches, but few lie on the device. */
@Timeout(60)
class BatchMakerTest {

  private static final int THREADS = 16;
  private static final int STEPS = 60;

  private final IdleEngine engine = new IdleEngine();

  private static HostBatch batch(long iteration) {
    return new HostBatch(Map.of("x", NdArray.scalar(iteration)), List.of(Long.toString(iteration)));
  }

  private BatchMaker maker(LongFunction<HostBatch> training) {
    return new BatchMaker(training, BatchMakerTest::batch, STEPS, 5, THREADS, engine);
  }

  /** Lets the loader get as far ahead as it ever will. */
  private void settle(int staged) throws InterruptedException {
    while (engine.staged().size() < staged) {
      Thread.sleep(1);
    }
    Thread.sleep(20);
  }

  @Test
  void twoBatchesAreStagedBesideTheOneInUse() throws InterruptedException {
    List<String> seen = new ArrayList<>();
    try (BatchLoader<StagedBatch> loader = maker(BatchMakerTest::batch).training(0)) {
      settle(2);
      assertThat(engine.mostOpen()).isEqualTo(2);
      while (loader.hasNext()) {
        try (StagedBatch batch = loader.next()) {
          seen.addAll(batch.cases());
          if (seen.size() <= 3) {
            settle(seen.size() + 2);
          }
        }
      }
    }
    assertThat(engine.mostOpen()).isEqualTo(3);
    assertThat(engine.open()).isZero();
    assertThat(seen).hasSize(STEPS).startsWith("0", "1", "2").endsWith("59");
  }

  @Test
  void whatIsReadyOnTheHostIsBoundedByTheThreads() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    try (BatchLoader<StagedBatch> loader =
        maker(
                iteration -> {
                  made.incrementAndGet();
                  return batch(iteration);
                })
            .training(0)) {
      settle(2);
      assertThat(made.get()).isBetween(THREADS + 2, THREADS + 2 + 2);
      assertThat(loader.hasNext()).isTrue();
    }
  }

  @Test
  void closingUnstagesWhatNobodyTook() throws InterruptedException {
    try (BatchLoader<StagedBatch> loader = maker(BatchMakerTest::batch).training(7)) {
      try (StagedBatch first = loader.next()) {
        assertThat(first.cases()).containsExactly("7");
      }
      settle(3);
    }
    assertThat(engine.open()).isZero();
  }

  @Test
  void aBatchThatCannotBeMadeIsToldInItsTurn() {
    LongFunction<HostBatch> failing =
        iteration -> {
          if (iteration == 2) {
            throw new IllegalStateException("case 2 is damaged");
          }
          return batch(iteration);
        };
    List<String> seen = new ArrayList<>();
    try (BatchLoader<StagedBatch> loader = maker(failing).training(0)) {
      for (int i = 0; i < 2; i++) {
        try (StagedBatch batch = loader.next()) {
          seen.addAll(batch.cases());
        }
      }
      for (int again = 0; again < 2; again++) {
        assertThatThrownBy(loader::next)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("case 2 is damaged");
      }
    }
    assertThat(seen).containsExactly("0", "1");
    assertThat(engine.open()).isZero();
  }

  @Test
  void validationIsStagedAlike() {
    List<String> seen = new ArrayList<>();
    try (BatchLoader<StagedBatch> loader = maker(BatchMakerTest::batch).validation(3)) {
      while (loader.hasNext()) {
        try (StagedBatch batch = loader.next()) {
          seen.addAll(batch.cases());
        }
      }
    }
    assertThat(seen).containsExactly("15", "16", "17", "18", "19");
    assertThat(engine.mostOpen()).isLessThanOrEqualTo(3);
  }
}
