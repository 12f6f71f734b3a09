package org.voxelbench.base.claim;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;

/**
 * Takes claims: a unit of work is held by one process of all machines that share a folder.
 *
 * <p>Its owner touches the claim as long as it lives. Of an owner that died the right passes on, at
 * once on its own machine, else when it missed twelve touches by the waiting one's own clock.
 *
 * <p>Why no two hold a unit: claims of a unit are numbered and the last one counts. Claim n + 1 is
 * made by who saw that n was the last and its owner had given it back or died, and a rename gives
 * each number once. The last claim is never removed, so the highest number never falls; who made a
 * claim looks again, and gives way to a higher one. So a claim that stands was the next after the
 * highest, and its maker judged the very owner before it. That owner's claim is removed before the
 * new one is used; was it taken for dead wrongly, {@link Claim#check} tells it.
 *
 * <p>Safe for use by several threads.
 */
public final class Claims implements AutoCloseable {

  private static final long FIRST_WAIT_MILLIS = 5;
  private static final long LONGEST_WAIT_MILLIS = 2000;

  private static final class OfProcess {
    private static final Claims INSTANCE = of(ClaimOwner.current(), System::nanoTime);
  }

  private final ClaimOwner self;
  private final Liveness liveness;
  private final Function<Path, ClaimRow> rows;
  private final Supplier<String> nonces;
  private final Set<Claim> held = ConcurrentHashMap.newKeySet();
  private ScheduledExecutorService heart;

  /**
   * Prepares.
   *
   * @param self who claims
   * @param liveness tells the living from the dead
   * @param rows the claims to a unit
   * @param nonces names that were never given before
   */
  Claims(
      ClaimOwner self, Liveness liveness, Function<Path, ClaimRow> rows, Supplier<String> nonces) {
    this.self = self;
    this.liveness = liveness;
    this.rows = rows;
    this.nonces = nonces;
  }

  static Claims of(ClaimOwner self, LongSupplier nanoClock) {
    return new Claims(
        self, new OwnLiveness(self, nanoClock), ClaimRow::new, () -> UUID.randomUUID().toString());
  }

  /** Those of this process. */
  public static Claims ofProcess() {
    return OfProcess.INSTANCE;
  }

  /**
   * Takes the right to a unit, unless somebody alive holds it.
   *
   * @param unit a folder of the unit's own, made where it is missing
   */
  public Optional<Claim> take(Path unit) {
    ClaimRow row = rows.apply(unit.toAbsolutePath().normalize());
    try {
      OptionalInt last = row.last();
      Optional<ClaimOwner> before =
          last.isPresent() ? row.owner(last.getAsInt()) : Optional.of(self.leaving());
      if (before.isEmpty()
          || !before.get().ended() && liveness.lives(row, last.getAsInt(), before.get())) {
        return Optional.empty();
      }
      return make(row, last.orElse(-1) + 1, !before.get().ended());
    } catch (IOException e) {
      throw fault(unit, e);
    }
  }

  private Optional<Claim> make(ClaimRow row, int number, boolean inherited) throws IOException {
    ClaimOwner owner = self.taking(nonces.get());
    Claim claim = new Claim(this, row, number, owner, inherited);
    liveness.hold(owner);
    boolean made = false;
    boolean mine = false;
    try {
      made = row.make(number, owner);
      if (made && row.last().orElse(number) > number) {
        row.remove(number);
        made = false;
      }
      if (made) {
        held.add(claim);
        beat();
        row.removeBefore(number);
        mine = true;
      }
      return mine ? Optional.of(claim) : Optional.empty();
    } finally {
      if (!mine) {
        drop(claim);
        if (made) {
          row.end(number);
        }
      }
    }
  }

  /** Touches what is held from now on; who touches never has no heart. */
  private synchronized void beat() {
    long every = self.touchedEvery().toNanos();
    if (heart == null && every > 0) {
      heart =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "claims");
                thread.setDaemon(true);
                return thread;
              });
      heart.scheduleWithFixedDelay(
          () -> held.forEach(Claim::touch), every, every, TimeUnit.NANOSECONDS);
    }
  }

  /**
   * Takes the right to a unit as soon as nobody alive holds it.
   *
   * @param waiting is run before each wait, and ends it by what it throws
   */
  public Claim await(Path unit, Runnable waiting) {
    long millis = FIRST_WAIT_MILLIS;
    for (Optional<Claim> claim = take(unit); ; claim = take(unit)) {
      if (claim.isPresent()) {
        return claim.get();
      }
      millis = pause(unit, millis, waiting);
    }
  }

  /**
   * Takes the right to a unit unless its owner is seen to live. An owner on another machine is
   * watched until it touches its claim again, or for as long as it takes to be sure of its death;
   * so a process that was just started can go on with what a lost machine left.
   *
   * @param waiting is run before each wait, and ends it by what it throws
   */
  public Optional<Claim> takeFromTheDead(Path unit, Runnable waiting) {
    Optional<ClaimHolder> first = holder(unit);
    long millis = FIRST_WAIT_MILLIS;
    for (Optional<Claim> claim = take(unit); ; claim = take(unit)) {
      Optional<ClaimHolder> now = claim.isPresent() ? Optional.empty() : holder(unit);
      if (claim.isPresent() || now.filter(holder -> holder.isLively(first)).isPresent()) {
        return claim;
      }
      millis = pause(unit, millis, waiting);
    }
  }

  /** Waits for some milliseconds, and says how many to wait the next time. */
  private static long pause(Path unit, long millis, Runnable waiting) {
    waiting.run();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInputException("interrupted while waiting for '" + unit + "'.", e);
    }
    return Math.min(2 * millis, LONGEST_WAIT_MILLIS);
  }

  void drop(Claim claim) {
    held.remove(claim);
    liveness.drop(claim.owner());
  }

  /** Who holds a unit, alive or dead; nothing is written. */
  public Optional<ClaimHolder> holder(Path unit) {
    ClaimRow row = rows.apply(unit.toAbsolutePath().normalize());
    try {
      OptionalInt last = row.last();
      if (last.isEmpty()) {
        return Optional.empty();
      }
      Optional<ClaimOwner> owner = row.owner(last.getAsInt()).filter(found -> !found.ended());
      Optional<FileTime> touched = row.touched(last.getAsInt());
      return owner.isEmpty() || touched.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ClaimHolder(owner.get(), touched.get().toInstant(), liveness.told(owner.get())));
    } catch (IOException e) {
      throw fault(unit, e);
    }
  }

  static BadInputException fault(Path unit, IOException e) {
    return new BadInputException(unit + ": can't be claimed (" + FileFault.words(e) + ").", e);
  }

  @Override
  public synchronized void close() {
    if (heart != null) {
      heart.shutdownNow();
    }
  }
}
