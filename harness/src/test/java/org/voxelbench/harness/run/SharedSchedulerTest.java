package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.device.Placement;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Environment;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.loop.InterruptedRunException;
import org.voxelbench.training.loop.Interruption;

/** Schedulers of several processes on one folder share the work. */
@Timeout(120)
class SharedSchedulerTest {

  private static final int JOBS = 12;
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final EngineInfo CPU =
      new EngineInfo("torch", "1", "cpu", "a processor", Precision.FP32, "asked for", 1, true);
  private static final List<DeviceSlot> ONE =
      DeviceSlot.of(new Placement(List.of("cpu"), 1, 1, 1), CPU);

  @TempDir private Path folder;
  private final AtomicInteger begun = new AtomicInteger();

  /** The jobs as a process of their own sees them. */
  private List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    for (int seed = 0; seed < JOBS; seed++) {
      RunFolder run =
          new RunStore(folder).preTraining(new PreTrainingKey("p", "mae", "s", seed, "torch"));
      jobs.add(new Job(run, "job " + seed, Optional.empty(), Optional.empty(), Optional.empty()));
    }
    return jobs;
  }

  private static Scheduler scheduler(List<Job> jobs, JobRunner runner, Interruption stop) {
    MemoryBudget room = new MemoryBudget(() -> 1L << 40, () -> 0, System::nanoTime);
    return new Scheduler(jobs, runner, room, stop, line -> {});
  }

  /** Does a job if it isn't done; one may fail. */
  private boolean work(Job job, String failing) {
    if (job.folder().state() == RunState.DONE) {
      return true;
    }
    try (Claim held = job.folder().lock()) {
      if (job.folder().state() == RunState.DONE) {
        return true;
      }
      begun.incrementAndGet();
      job.folder().start(new Environment(Map.of(), "", false, Map.of(), CPU), Map.of(), "", NOW);
      boolean fails = job.name().equals(failing);
      String weights =
          job.folder().weights().write(Map.of("w", NdArray.of(new int[] {1}, (float) 1)));
      Outcome made = new Outcome(1, 1, 0, 0, 0, 0, 1, List.of(), weights);
      job.folder()
          .seal(
              fails ? RunState.FAILED : RunState.DONE,
              fails ? "a reason" : "",
              fails ? Outcome.none() : made,
              NOW);
      return !fails;
    }
  }

  private List<Boolean> run(int schedulers, String failing) throws Exception {
    CyclicBarrier together = new CyclicBarrier(schedulers);
    ExecutorService threads = Executors.newFixedThreadPool(schedulers);
    List<Future<Boolean>> ended = new ArrayList<>();
    for (int i = 0; i < schedulers; i++) {
      ended.add(
          threads.submit(
              () -> {
                Scheduler own =
                    scheduler(jobs(), (job, slot) -> work(job, failing), new Interruption());
                together.await();
                return own.run(ONE);
              }));
    }
    List<Boolean> done = new ArrayList<>();
    for (Future<Boolean> one : ended) {
      done.add(one.get());
    }
    threads.shutdown();
    return done;
  }

  @Test
  void eachJobIsDoneOnceByOneOfThem() throws Exception {
    assertThat(run(3, "none")).containsExactly(true, true, true);
    assertThat(begun).hasValue(JOBS);
    assertThat(jobs()).allMatch(job -> job.folder().manifest().orElseThrow().starts() == 1);
  }

  @Test
  void whatFailedInOneIsFailedForAllAndIsTriedByTheNextStart() throws Exception {
    assertThat(run(2, "job 3")).containsExactly(false, false);
    assertThat(jobs().get(3).folder().state()).isEqualTo(RunState.FAILED);

    assertThat(run(1, "none")).containsExactly(true);
    assertThat(jobs().get(3).folder().manifest().orElseThrow().starts()).isGreaterThan(1);
  }

  @Test
  void aStopEndsTheWaitForAnother() {
    List<Job> jobs = jobs().subList(0, 1);
    Interruption stop = new Interruption();
    try (Claim theirs = jobs().get(0).folder().lock()) {
      Scheduler own =
          scheduler(
              jobs,
              (job, slot) -> {
                stop.request("a signal");
                return work(job, "none");
              },
              stop);
      assertThatThrownBy(() -> own.run(ONE)).isInstanceOf(InterruptedRunException.class);
    }
    assertThat(begun).hasValue(0);
  }
}
