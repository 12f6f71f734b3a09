package org.voxelbench.base.claim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;

/**
 * The claims to one unit in a row, the last of which counts: a folder each, named by its number.
 *
 * <p>A claim is filled aside and renamed. A folder that isn't empty is replaced by no rename, on no
 * file system, so each number is given once; and the file that says the claim was given back lies
 * ready in it, so that giving back is a rename too, which a full disk can't hinder and which makes
 * NFS ask its server instead of its cache.
 */
class ClaimRow {

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 1));
  private static final String OWNER = "owner.json";
  private static final String ENDED = "ended.json";
  private static final String ASIDE = ".";
  private static final int MOST_TRIES = 10;

  private final Path folder;

  ClaimRow(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  private Path slot(int number) {
    return folder.resolve(Integer.toString(number));
  }

  /** The last claim's number; none if there is no claim. */
  OptionalInt last() throws IOException {
    return names().stream()
        .filter(name -> name.matches("[0-9]{1,9}"))
        .mapToInt(Integer::parseInt)
        .max();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** The owner of a claim; empty if the claim is gone. */
  Optional<ClaimOwner> owner(int number) throws IOException {
    Path file = slot(number).resolve(OWNER);
    try {
      return Optional.of(JSON.read(file, ClaimOwner.class));
    } catch (BadInputException e) {
      return Files.exists(slot(number)) ? Optional.of(ClaimOwner.unknown()) : Optional.empty();
    }
  }

  /** When a claim was last touched; empty if it is gone. */
  Optional<FileTime> touched(int number) throws IOException {
    Path file = slot(number).resolve(OWNER);
    try {
      return Optional.of(Files.getLastModifiedTime(Files.exists(file) ? file : slot(number)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Touches a claim; one that is gone, or can't be reached for a moment, is left alone. */
  void touch(int number) {
    slot(number).resolve(OWNER).toFile().setLastModified(Instant.now().toEpochMilli());
  }

  /** Makes a claim, unless somebody has that number. */
  boolean make(int number, ClaimOwner owner) throws IOException {
    Path aside = folder.resolve(ASIDE + owner.nonce());
    try {
      Files.createDirectories(folder);
      Files.createDirectory(aside);
      write(aside.resolve(OWNER), owner);
      write(aside.resolve(ENDED), owner.leaving());
      return rename(aside, number, owner);
    } catch (NoSuchFileException cleared) {
      return false;
    } catch (FileAlreadyExistsException e) {
      // A row that another forgot in the middle of this is made in vain.
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw e;
      }
      return false;
    } finally {
      delete(aside);
    }
  }

  /**
   * What lies there says who came first: NFS may do what is asked and lose its answer, and who
   * cleared the row may have emptied what was aside just before.
   */
  private boolean rename(Path aside, int number, ClaimOwner owner) throws IOException {
    boolean moved = false;
    for (int tries = 1; !moved && !Files.exists(slot(number)); tries++) {
      try {
        Files.move(aside, slot(number), StandardCopyOption.ATOMIC_MOVE);
        moved = true;
      } catch (NoSuchFileException cleared) {
        throw cleared;
      } catch (IOException e) {
        // Another's claim may have lain there just then and be forgotten by now.
        if (tries == MOST_TRIES && !Files.exists(slot(number))) {
          throw e;
        }
      }
    }
    boolean mine = owner(number).filter(there -> there.nonce().equals(owner.nonce())).isPresent();
    if (moved && !mine && !Files.exists(slot(number).resolve(OWNER))) {
      remove(number);
    }
    return mine;
  }

  private static void write(Path file, ClaimOwner owner) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap(JSON.text(owner).getBytes(StandardCharsets.UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(false);
    }
  }

  /** Says in a claim that its owner gave it back. */
  void end(int number) throws IOException {
    try {
      Files.move(
          slot(number).resolve(ENDED),
          slot(number).resolve(OWNER),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException gone) {
      return;
    }
  }

  /** Removes all claims before one, and what was left aside by processes that were killed. */
  void removeBefore(int number) throws IOException {
    for (String name : names()) {
      if (name.startsWith(ASIDE)) {
        delete(folder.resolve(name));
      } else if (name.matches("[0-9]{1,9}") && Integer.parseInt(name) < number) {
        remove(Integer.parseInt(name));
      }
    }
  }

  /** Removes a claim. */
  void remove(int number) throws IOException {
    Path gone = folder.resolve(ASIDE + UUID.randomUUID());
    try {
      Files.move(slot(number), gone, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException already) {
      return;
    }
    delete(gone);
  }

  /** Removes all claims, the first ones first, and the row. */
  void forget() throws IOException {
    List<String> names = names();
    for (String name : names.stream().sorted(Comparator.comparing(String::length)).toList()) {
      if (name.matches("[0-9]{1,9}")) {
        remove(Integer.parseInt(name));
      }
    }
    delete(folder);
  }

  /** Others may delete the same, or put something into it, meanwhile. */
  private static void delete(Path path) throws IOException {
    try (Stream<Path> inside = Files.list(path)) {
      for (Path file : inside.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(path);
    } catch (NoSuchFileException | NotDirectoryException | DirectoryNotEmptyException e) {
      return;
    }
  }
}
