package org.voxelbench.preparation.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;

/**
 * The right to make a case, held by one process of all machines that share a folder. No server
 * gives it: it is a file that only one can create.
 *
 * <p>Its owner touches the file as long as it lives. Of an owner that died the right passes on, at
 * once on its own machine, else when its file wasn't touched for a while by the waiting one's own
 * clock; then the next file in a row is created, since a file that is deleted and created anew
 * could be taken twice. What a dead owner of wrong repute writes all the same is the same case, and
 * does no harm.
 *
 * <p>Safe for use by several threads.
 */
public final class CaseClaims implements AutoCloseable {

  private static final Duration TOUCHED_EVERY = Duration.ofSeconds(15);
  private static final Duration DEAD_AFTER = Duration.ofMinutes(3);

  /** Claims of this process, of which the system says only that it is alive. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  /** What another's claim looked like, and since when. */
  private record Sight(FileTime touched, long nanos) {}

  private final Path folder;
  private final LongSupplier nanoClock;
  private final ClaimOwner self;
  private final Set<Path> held = ConcurrentHashMap.newKeySet();
  private final Map<Path, Sight> others = new ConcurrentHashMap<>();
  private final ScheduledExecutorService heart;

  CaseClaims(Path folder) {
    this(folder, ClaimOwner.current(), TOUCHED_EVERY, System::nanoTime);
  }

  /**
   * @param self who claims
   * @param touchedEvery how often claims are touched
   * @param nanoClock a clock that can't go back
   */
  CaseClaims(Path folder, ClaimOwner self, Duration touchedEvery, LongSupplier nanoClock) {
    this.folder = folder.toAbsolutePath().normalize();
    this.self = self;
    this.nanoClock = nanoClock;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "claims of cases");
              thread.setDaemon(true);
              return thread;
            });
    heart.scheduleWithFixedDelay(
        () -> held.forEach(CaseClaims::touch),
        touchedEvery.toMillis(),
        touchedEvery.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** The right to make one case, until it is given back. */
  public final class Claim implements AutoCloseable {

    private final List<Path> row;

    private Claim(List<Path> row) {
      this.row = row;
    }

    /** Whether an owner before this one died. */
    boolean isInherited() {
      return row.size() > 1;
    }

    @Override
    public void close() {
      Path own = row.get(row.size() - 1);
      held.remove(own);
      try {
        for (Path file : row) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw fault(own, e);
      } finally {
        HELD_HERE.remove(own);
      }
    }
  }

  /** Takes the right to make a case, unless somebody alive holds it. */
  public Optional<Claim> take(String id) {
    List<Path> row = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      while (true) {
        Path file = folder.resolve(id + CaseFile.ENDING + "." + row.size());
        row.add(file);
        if (create(file)) {
          return Optional.of(new Claim(List.copyOf(row)));
        }
        if (isAlive(file)) {
          return Optional.empty();
        }
      }
    } catch (IOException e) {
      throw fault(folder.resolve(id + CaseFile.ENDING), e);
    }
  }

  private boolean create(Path file) throws IOException {
    boolean mine = HELD_HERE.add(file);
    boolean created = false;
    try {
      if (mine) {
        Files.writeString(
            file, self.text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        created = true;
        held.add(file);
      }
    } catch (FileAlreadyExistsException | NoSuchFileException takenOrCleared) {
      return false;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    } finally {
      if (mine && !created) {
        HELD_HERE.remove(file);
      }
    }
    return created;
  }

  /**
   * Whether the owner of a claim lives, as far as can be told; one that vanished is asked later.
   */
  private boolean isAlive(Path file) throws IOException {
    if (HELD_HERE.contains(file)) {
      return true;
    }
    try {
      Optional<Boolean> alive = self.isAlive(Files.readString(file, StandardCharsets.UTF_8));
      if (alive.isPresent()) {
        return alive.get();
      }
      FileTime touched = Files.getLastModifiedTime(file);
      long now = nanoClock.getAsLong();
      Sight before = others.get(file);
      if (before == null || !before.touched().equals(touched)) {
        others.put(file, new Sight(touched, now));
        return true;
      }
      return now - before.nanos() < DEAD_AFTER.toNanos();
    } catch (NoSuchFileException vanished) {
      return true;
    }
  }

  /** One that was cleared away, or can't be reached for a moment, is left alone. */
  private static void touch(Path file) {
    file.toFile().setLastModified(Instant.now().toEpochMilli());
  }

  /** Removes all claims of a folder whose cases are all there; others may do so too. */
  static void clear(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (NoSuchFileException | DirectoryNotEmptyException others) {
      return;
    } catch (IOException e) {
      throw fault(folder, e);
    }
  }

  private static BadInputException fault(Path file, IOException e) {
    return new BadInputException(file + ": can't be claimed (" + FileFault.words(e) + ").", e);
  }

  @Override
  public void close() {
    heart.shutdownNow();
  }
}
