package org.voxelbench.base.claim;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Asks the system for processes of this machine; of others it watches what their claims look like,
 * by the clock of this process alone: clocks of two machines are never compared.
 */
final class OwnLiveness implements Liveness {

  /** Claims of this process, of which the system says only that it is alive. */
  private static final Set<String> HELD_HERE = ConcurrentHashMap.newKeySet();

  /** What another's claim looked like, and since when. */
  private record Sight(String nonce, FileTime touched, long nanos) {}

  private final ClaimOwner self;
  private final LongSupplier nanoClock;
  private final Map<Path, Sight> sights = new ConcurrentHashMap<>();

  /**
   * Begins.
   *
   * @param nanoClock a clock that can't go back
   */
  OwnLiveness(ClaimOwner self, LongSupplier nanoClock) {
    this.self = self;
    this.nanoClock = nanoClock;
  }

  @Override
  public void hold(ClaimOwner owner) {
    HELD_HERE.add(owner.nonce());
  }

  @Override
  public void drop(ClaimOwner owner) {
    HELD_HERE.remove(owner.nonce());
  }

  @Override
  public Optional<Boolean> told(ClaimOwner owner) throws IOException {
    if (!owner.machine().equals(self.machine())) {
      return Optional.empty();
    }
    if (owner.process().equals(self.process())) {
      return Optional.of(HELD_HERE.contains(owner.nonce()));
    }
    return self.machine().isEmpty()
        ? Optional.empty()
        : Optional.of(ProcessName.lives(owner.process()));
  }

  /** One that vanished is asked later. */
  @Override
  public boolean lives(ClaimRow row, int number, ClaimOwner owner) throws IOException {
    Optional<Boolean> told = told(owner);
    if (told.isPresent()) {
      return told.get();
    }
    Optional<FileTime> touched = row.touched(number);
    return touched.isEmpty() || isLively(row.folder(), owner, touched.get());
  }

  /** Whether an owner touched its claim lately; one that is seen first did. */
  private boolean isLively(Path row, ClaimOwner owner, FileTime touched) {
    long now = nanoClock.getAsLong();
    Sight before = sights.get(row);
    if (before == null
        || !before.nonce().equals(owner.nonce())
        || !before.touched().equals(touched)) {
      sights.put(row, new Sight(owner.nonce(), touched, now));
      return true;
    }
    boolean lively = now - before.nanos() < owner.deadAfter().toNanos();
    if (!lively) {
      sights.remove(row);
    }
    return lively;
  }
}
