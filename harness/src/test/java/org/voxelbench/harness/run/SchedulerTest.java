package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.device.Placement;
import org.voxelbench.results.RunState;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.store.Environment;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunKey;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.loop.Interruption;

/** A run waits for the host's memory, not for as much of it as another took of a card. */
@Timeout(60)
class SchedulerTest {

  private static final long GIB = 1L << 30;
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final EngineInfo CARD =
      new EngineInfo("torch", "1", "cuda:0", "a card", Precision.BF16, "fastest", 1, false);

  @TempDir private Path folder;

  private Job job(long seed) {
    RunKey key = new RunKey("p", "Data", "method", "s", TrainingCases.ALL, 0, seed, "torch");
    return new Job(
        new RunStore(folder).run(key),
        "run " + seed,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** An earlier run that took 60 GiB of the card and some of the host. */
  private Job ended(long hostBytes) {
    Job ended = job(1);
    ended.folder().start(new Environment(Map.of(), "", false, Map.of(), CARD), Map.of(), "", NOW);
    ended
        .folder()
        .seal(
            RunState.FAILED,
            "a reason",
            new Outcome(1, 1, 0, 60 * GIB, hostBytes, 0, 1, List.of(), ""),
            NOW);
    return ended;
  }

  private static Scheduler scheduler(List<Job> jobs, JobRunner runner, MemoryBudget room) {
    return new Scheduler(jobs, runner, room, new Interruption(), line -> {});
  }

  @Test
  void aCardsMemoryIsNotAskedOfTheHost() {
    CyclicBarrier bothAtWork = new CyclicBarrier(2);
    JobRunner runner =
        (job, slot) -> {
          if (job.folder().state() != RunState.FAILED) {
            await(bothAtWork);
          }
          return true;
        };
    MemoryBudget room = new MemoryBudget(() -> 3 * GIB, () -> 0, System::nanoTime);
    List<Job> jobs = List.of(ended(2 * GIB), job(2), job(3));

    boolean done = scheduler(jobs, runner, room).run(slots(1, "cuda:0", "cuda:1"));

    assertThat(done).isTrue();
    assertThat(bothAtWork.isBroken()).isFalse();
  }

  @Test
  void theHostsIs() {
    MemoryBudget room = new MemoryBudget(() -> 3 * GIB, () -> 0, System::nanoTime);
    scheduler(List.of(ended(4 * GIB)), (job, slot) -> true, room);
    assertThat(room.hasRoom()).isFalse();
  }

  @Test
  void aSlotAloneIsOnTheDeviceThatWasOpened() {
    assertThat(slots(1, "auto")).containsExactly(new DeviceSlot("cuda:0", true));
    assertThat(slots(1, "cpu", "cpu"))
        .containsExactly(new DeviceSlot("cpu", false), new DeviceSlot("cpu", false));
  }

  @Test
  void aSlotOfSeveralDevicesTakesThemInTheirOrder() {
    assertThat(slots(2, "cuda:0", "cuda:1", "cuda:2", "cuda:3"))
        .containsExactly(
            new DeviceSlot("cuda:0", List.of("cuda:1"), false),
            new DeviceSlot("cuda:2", List.of("cuda:3"), false));
    assertThatThrownBy(() -> slots(2, "auto", "auto"))
        .hasMessageContaining("--gpus-per-run 2 needs the GPUs by number");
  }

  private static List<DeviceSlot> slots(int perRun, String... devices) {
    return DeviceSlot.of(new Placement(List.of(devices), perRun, 1, 1), CARD);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
