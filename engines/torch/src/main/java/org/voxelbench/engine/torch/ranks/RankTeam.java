package org.voxelbench.engine.torch.ranks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.ranks.Ranks;

/** The ranks of an engine that this process does, side by side. */
public final class RankTeam implements AutoCloseable {

  private final Ranks ranks;
  private final Optional<Collectives> others;
  private final ExecutorService threads;

  /**
   * @param onCard whether the engine computes on a card
   * @param begin what each rank's thread does first
   */
  public RankTeam(Ranks ranks, boolean onCard, Runnable begin) {
    this.ranks = ranks;
    this.others =
        ranks.processes() == 1 ? Optional.empty() : Optional.of(new Collectives(ranks, onCard));
    AtomicInteger started = new AtomicInteger();
    int here = ranks.here().size();
    this.threads =
        Executors.newFixedThreadPool(
            here,
            task -> {
              Runnable prepared =
                  () -> {
                    begin.run();
                    task.run();
                  };
              Thread thread = new Thread(prepared, "rank-" + started.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  public Ranks ranks() {
    return ranks;
  }

  /** The numbers of all processes, in their order; waits for all of them. */
  public double[][] gather(double[] own) {
    return others.map(link -> link.gather(own)).orElseGet(() -> new double[][] {own});
  }

  /**
   * What each rank of this process computes, in their order; a single one does it in this thread.
   *
   * <p>If one fails, none waits for it, and the first failure is thrown.
   */
  public <T extends RankResult> List<T> each(Function<Rank, T> work) {
    List<Integer> numbers = ranks.here();
    Meeting meeting = new Meeting(numbers.size(), this::gather);
    if (numbers.size() == 1) {
      return List.of(work.apply(new Rank(numbers.get(0), ranks.count(), 0, meeting)));
    }
    List<Future<T>> begun = new ArrayList<>();
    for (int seat = 0; seat < numbers.size(); seat++) {
      Rank rank = new Rank(numbers.get(seat), ranks.count(), seat, meeting);
      begun.add(threads.submit(() -> orBreakUp(work, rank)));
    }
    List<T> done = new ArrayList<>();
    begun.forEach(future -> done.add(result(future)));
    if (meeting.reason() != null) {
      done.stream().filter(Objects::nonNull).forEach(RankResult::close);
      throw meeting.reason();
    }
    return done;
  }

  private static <T> T orBreakUp(Function<Rank, T> work, Rank rank) {
    try {
      return work.apply(rank);
    } catch (RuntimeException e) {
      rank.meeting().breakUp(e);
      return null;
    }
  }

  /** What a thread gave; waits for it in any case, for it computes on memory of this one. */
  private static <T> T result(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new EngineException("a rank failed: " + e.getCause(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * The sum of all ranks' values, in the order of the ranks whatever process they are in, into the
   * memory of the first of them; in 32 bits, or 64 if they are such.
   *
   * @param own of this process's ranks, in order, flat and of one length
   */
  public Tensor sum(List<Tensor> own) {
    return others.map(link -> new OrderedSum(link).of(own)).orElseGet(() -> OrderedSum.here(own));
  }

  @Override
  public void close() {
    threads.shutdown();
    others.ifPresent(Collectives::close);
  }
}
