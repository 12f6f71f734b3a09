package org.voxelbench.datasets.download;

/** A piece of a file that is fetched in one stream from its beginning; used by one thread. */
final class Block {

  /** The end of a file whose length nobody knows. */
  static final long UNKNOWN = Long.MAX_VALUE;

  private final long from;
  private long to;
  private volatile long done;

  /**
   * A block that has begun.
   *
   * @param from its first byte in the file
   * @param to one after its last byte, or {@link #UNKNOWN}
   * @param done how many of its bytes are here
   */
  Block(long from, long to, long done) {
    this.from = from;
    this.to = to;
    this.done = done;
  }

  long to() {
    return to;
  }

  long done() {
    return done;
  }

  /** The next byte that is missing. */
  long next() {
    return from + done;
  }

  boolean isWhole() {
    return next() == to;
  }

  boolean isOpenEnded() {
    return to == UNKNOWN;
  }

  void add(int bytes) {
    done += bytes;
  }

  /** The file ends here. */
  void end() {
    to = next();
  }
}
