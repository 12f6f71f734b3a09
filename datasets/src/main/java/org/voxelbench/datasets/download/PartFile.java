package org.voxelbench.datasets.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.Claims;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.datasets.DatasetException;

/**
 * What is here of a file that is being fetched: {@code NAME.part} holds the bytes, {@code
 * NAME.part.json} says which of them have come and of which version of the file. A part without
 * such a note holds the file's beginning. One process writes at a time.
 */
final class PartFile implements AutoCloseable {

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 1));

  /**
   * So many bytes of a block may come twice if the machine goes down; shorter files need no note.
   */
  private static final long NOTED_AFTER = 16L << 20;

  private final Path file;
  private final Path note;
  private final FileChannel channel;
  private final Claim claim;
  private final List<Block> blocks = new ArrayList<>();
  private OptionalLong total = OptionalLong.empty();
  private long blockBytes = Block.UNKNOWN;
  private String validator = "";
  private long unnoted;

  /** The content of the note. */
  private record Note(long bytes, long blockBytes, String validator, List<Long> done) {}

  private PartFile(Path target, FileChannel channel, Claim claim) {
    this.file = part(target);
    this.note = target.resolveSibling(target.getFileName() + ".part.json");
    this.channel = channel;
    this.claim = claim;
  }

  private static Path part(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /**
   * Opens the part of a file, with what an earlier process left in it.
   *
   * @param bytes the file's length, if anybody knows
   * @throws DatasetException if another process is writing it
   */
  static PartFile open(Path target, OptionalLong bytes) throws IOException {
    Claim claim =
        Claims.ofProcess()
            .takeFromTheDead(
                target.resolveSibling("." + target.getFileName() + ".claims"), () -> {})
            .orElseThrow(
                () ->
                    new DatasetException(
                        target + ": is being fetched by somebody else right now; wait for them."));
    FileChannel channel = null;
    try {
      channel = FileChannel.open(part(target), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      PartFile part = new PartFile(target, channel, claim);
      part.remember(bytes);
      return part;
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      claim.forget();
      throw e;
    }
  }

  private void remember(OptionalLong bytes) throws IOException {
    long size = channel.size();
    if (Files.exists(note)) {
      recall(size);
    } else if (size > bytes.orElse(Block.UNKNOWN)) {
      clear();
    } else if (size > 0) {
      total = bytes;
      divide(Block.UNKNOWN, List.of(size));
    }
  }

  /** Goes by the note, unless it is another part's. */
  private void recall(long size) throws IOException {
    try {
      Note known = JSON.read(note, Note.class);
      total = OptionalLong.of(known.bytes());
      validator = known.validator();
      divide(known.blockBytes(), known.done());
    } catch (BadInputException e) {
      clear();
    }
    if (blocks.stream().anyMatch(block -> block.done() > 0 && block.next() > size)) {
      clear();
    }
  }

  /** Cuts the file into blocks of which so much is here. */
  private void divide(long size, List<Long> done) {
    blockBytes = size;
    blocks.clear();
    long end = total.orElse(Block.UNKNOWN);
    long from = 0;
    for (int i = 0; from < end || i == 0; i++) {
      long to = end - from > size ? from + size : end;
      long here = i < done.size() ? done.get(i) : 0;
      blocks.add(new Block(from, to, Math.min(here, to - from)));
      from = to;
    }
  }

  /** Whether anything came of it before. */
  synchronized boolean isBegun() {
    return here() > 0;
  }

  /** How many bytes are here. */
  synchronized long here() {
    return blocks.stream().mapToLong(Block::done).sum();
  }

  synchronized OptionalLong total() {
    return total;
  }

  /** The version of which the bytes are; empty if nobody knows. */
  synchronized String validator() {
    return validator;
  }

  /** The first byte that is missing. */
  synchronized long next() {
    return blocks.stream()
        .filter(block -> !block.isWhole())
        .findFirst()
        .map(Block::next)
        .orElse(0L);
  }

  synchronized boolean isWhole() {
    return !blocks.isEmpty() && blocks.stream().allMatch(Block::isWhole);
  }

  /** The blocks that aren't whole. */
  synchronized List<Block> open() {
    return blocks.stream().filter(block -> !block.isWhole()).toList();
  }

  /**
   * Takes a server's offer: keeps what is here if that is of the same version, else begins anew.
   *
   * @param size bytes of a block, if the server sends parts of the file
   * @param bytes the file's length, if anybody knows
   * @return the block that the offer continues; empty if it continues none
   */
  synchronized Optional<Block> take(Offer offer, long size, OptionalLong bytes) throws IOException {
    if (offer.start() != next() || !continues(offer, bytes)) {
      clear();
      if (offer.start() != 0) {
        return Optional.empty();
      }
    }
    validator = offer.validator();
    if (total.isEmpty()) {
      long prefix = here();
      total = bytes;
      long each = offer.ranges() && bytes.isPresent() ? size : Block.UNKNOWN;
      divide(each, prefixes(prefix, each));
    }
    write();
    return Optional.of(open().stream().findFirst().orElse(blocks.get(0)));
  }

  private boolean continues(Offer offer, OptionalLong bytes) {
    return here() == 0
        || (offer.ranges() || blocks.size() == 1)
            && (total.isEmpty() || total.equals(bytes))
            && (validator.isEmpty() || validator.equals(offer.validator()));
  }

  private static List<Long> prefixes(long prefix, long size) {
    List<Long> done = new ArrayList<>();
    for (long left = prefix; left > 0; left -= Math.min(left, size)) {
      done.add(Math.min(left, size));
    }
    return done;
  }

  /** Puts bytes at the end of a block. */
  void append(Block block, ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    long at = block.next();
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    synchronized (this) {
      block.add(count);
      unnoted += count;
      if (unnoted >= NOTED_AFTER) {
        write();
      }
    }
  }

  /** Notes what has come, so that another process can go on from there. */
  synchronized void write() throws IOException {
    unnoted = 0;
    if (total.orElse(0) < NOTED_AFTER && blocks.size() < 2) {
      return;
    }
    channel.force(false);
    List<Long> done = blocks.stream().map(Block::done).toList();
    JSON.write(note, new Note(total.getAsLong(), blockBytes, validator, done));
  }

  /** Forgets all that came. */
  synchronized void clear() throws IOException {
    blocks.clear();
    total = OptionalLong.empty();
    blockBytes = Block.UNKNOWN;
    validator = "";
    channel.truncate(0);
    Files.deleteIfExists(note);
  }

  /** Where the bytes lie. */
  Path file() {
    return file;
  }

  /** Puts the whole file into its place. */
  synchronized void settle(Path target) throws IOException {
    channel.force(true);
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(note);
  }

  /** Leaves nothing behind if nothing came. */
  @Override
  public void close() throws IOException {
    try {
      if (here() == 0) {
        Files.deleteIfExists(note);
        Files.deleteIfExists(file);
      }
      channel.close();
    } finally {
      claim.forget();
    }
  }
}
