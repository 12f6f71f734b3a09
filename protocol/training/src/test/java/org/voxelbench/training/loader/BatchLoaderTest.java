package org.voxelbench.training.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.voxelbench.base.BadInputException;

@Timeout(60)
class BatchLoaderTest {

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does something as soon as the calling thread waits. */
  private static void onceWaiting(Runnable action) {
    Thread consumer = Thread.currentThread();
    Thread helper =
        new Thread(
            () -> {
              while (consumer.getState() != Thread.State.WAITING
                  && consumer.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              action.run();
            });
    helper.setDaemon(true);
    helper.start();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void batchesComeInOrderHoweverLongTheyTake() {
    // Even iterations wait until the odd one after them is made.
    List<CountDownLatch> made = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      made.add(new CountDownLatch(1));
    }
    try (BatchLoader<Long> loader =
        BatchLoader.open(
            i -> {
              if (i % 2 == 0) {
                await(made.get((int) i + 1));
              }
              made.get((int) i).countDown();
              return i;
            },
            4,
            6,
            0,
            40)) {
      for (long i = 0; i < 40; i++) {
        assertThat(loader.next()).isEqualTo(i);
      }
      assertThat(loader.hasNext()).isFalse();
    }
  }

  @Test
  void resumesAtAnyIteration() {
    try (BatchLoader<Long> loader = BatchLoader.open(i -> i * i, 2, 3, 17, 1000)) {
      assertThat(loader.next()).isEqualTo(289);
      assertThat(loader.next()).isEqualTo(324);
      assertThat(loader.hasNext()).isTrue();
    }
  }

  @Test
  void noMoreIsMadeThanThePrefetchAllows() {
    AtomicInteger made = new AtomicInteger();
    try (BatchLoader<Integer> loader =
        BatchLoader.open(i -> made.incrementAndGet(), 3, 4, 0, 1000)) {
      loader.next();
      while (made.get() < 5) {
        pause(5);
      }
      pause(50);
      assertThat(made.get()).isEqualTo(5);
    }
  }

  @Test
  void afterTheLastIterationThereIsNone() {
    AtomicLong beyond = new AtomicLong();
    try (BatchLoader<Long> loader =
        BatchLoader.open(i -> beyond.accumulateAndGet(i, Math::max), 2, 5, 0, 3)) {
      for (int i = 0; i < 3; i++) {
        loader.next();
      }
      assertThatThrownBy(loader::next)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("iteration 3");
    }
    assertThat(beyond.get()).isEqualTo(2);
  }

  @Test
  void aWorkersExceptionReachesTheConsumerAtItsIteration() {
    try (BatchLoader<Long> loader =
        BatchLoader.open(
            i -> {
              if (i == 2) {
                throw new BadInputException("case 'a' is broken");
              }
              return i;
            },
            3,
            5,
            0,
            10)) {
      assertThat(loader.next()).isZero();
      assertThat(loader.next()).isEqualTo(1);
      for (int again = 0; again < 2; again++) {
        assertThatThrownBy(loader::next)
            .isInstanceOf(BadInputException.class)
            .hasMessage("case 'a' is broken");
      }
    }
  }

  @Test
  void aWorkersErrorReachesTheConsumer() {
    try (BatchLoader<Long> loader =
        BatchLoader.open(
            i -> {
              throw new OutOfMemoryError("no room");
            },
            1,
            1,
            0,
            1)) {
      assertThatThrownBy(loader::next).isInstanceOf(OutOfMemoryError.class).hasMessage("no room");
    }
  }

  @Test
  void closingDropsWhatIsNotBegunAndEndsTheThreads() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    BatchLoader<Integer> loader =
        BatchLoader.open(
            i -> {
              threads.add(Thread.currentThread());
              begun.countDown();
              await(released);
              return made.incrementAndGet();
            },
            1,
            8,
            0,
            100);
    await(begun);
    onceWaiting(released::countDown);
    loader.close();
    assertThat(made.get()).isEqualTo(1);
    threads.get(0).join();
    assertThatThrownBy(loader::next).isInstanceOf(BadInputException.class);
    loader.close();
  }

  @Test
  void waitingIsMeasured() {
    CountDownLatch late = new CountDownLatch(1);
    try (BatchLoader<Long> loader =
        BatchLoader.open(
            i -> {
              if (i == 1) {
                await(late);
              }
              return i;
            },
            1,
            2,
            0,
            2)) {
      loader.next();
      onceWaiting(
          () -> {
            pause(40);
            late.countDown();
          });
      loader.next();
      assertThat(loader.waited()).isGreaterThan(Duration.ofMillis(40));
    }
  }

  @Test
  void impossibleLoadersAreRefused() {
    assertThatThrownBy(() -> BatchLoader.open(i -> i, 0, 1, 0, 1))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> BatchLoader.open(i -> i, 1, 0, 0, 1))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> BatchLoader.open(i -> i, 1, 1, 5, 4))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("from iteration 5 to 4");
  }
}
