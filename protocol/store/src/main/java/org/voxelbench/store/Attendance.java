package org.voxelbench.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.ClaimHolder;
import org.voxelbench.base.claim.Claims;
import org.voxelbench.base.file.FileFault;

/** That a process is at work in a folder: a claim of its own, by which others see it. */
public final class Attendance implements AutoCloseable {

  private final Path folder;
  private final Path own;
  private final Claim claim;

  private Attendance(Path folder, Path own, Claim claim) {
    this.folder = folder;
    this.own = own;
    this.claim = claim;
  }

  static Attendance join(Path folder) {
    Path own = folder.resolve(UUID.randomUUID().toString());
    return new Attendance(folder, own, Claims.ofProcess().await(own, () -> {}));
  }

  /** All whose claims lie in a folder, alive or dead. */
  static List<ClaimHolder> in(Path folder) {
    return units(folder).stream()
        .map(Claims.ofProcess()::holder)
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Path> units(Path folder) {
    try (Stream<Path> units = Files.list(folder)) {
      return units.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new BadInputException("can't list '" + folder + "': " + FileFault.words(e) + ".", e);
    }
  }

  /**
   * Whether all others are gone; one of another machine is taken to be there until it wasn't seen
   * for long enough. The claims of the dead are removed.
   */
  public boolean isAlone() {
    boolean alone = true;
    for (Path unit : units(folder)) {
      if (!unit.equals(own)) {
        Optional<Claim> dead = Claims.ofProcess().take(unit);
        dead.ifPresent(Claim::forget);
        alone &= dead.isPresent();
      }
    }
    return alone;
  }

  /** Leaves; the last one leaves no folder. */
  @Override
  public void close() {
    claim.forget();
    try {
      Files.deleteIfExists(folder);
      Files.deleteIfExists(folder.getParent());
    } catch (DirectoryNotEmptyException others) {
      return;
    } catch (IOException e) {
      throw new BadInputException("can't leave '" + folder + "': " + FileFault.words(e) + ".", e);
    }
  }
}
