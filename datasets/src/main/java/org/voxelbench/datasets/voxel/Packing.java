package org.voxelbench.datasets.voxel;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How the bytes of voxels are packed. */
public enum Packing {
  NONE(1, "bytes"),
  GZIP(Packing.MOST_DEFLATE, "gzip stream"),
  ZLIB(Packing.MOST_DEFLATE, "zlib stream"),
  /** Deflate without the frame of zlib. */
  DEFLATE(Packing.MOST_DEFLATE, "deflate stream"),
  /** Numbers in ASCII, of at least a digit and a space each. */
  TEXT(1, "text");

  /** Deflate can't shrink data further than this. */
  private static final int MOST_DEFLATE = 1032;

  private static final int BUFFER = 1 << 16;

  private final int growth;
  private final String words;

  Packing(int growth, String words) {
    this.growth = growth;
    this.words = words;
  }

  InputStream unpacked(InputStream packed) throws IOException {
    return switch (this) {
      case NONE, TEXT -> packed;
      case GZIP -> new GZIPInputStream(packed, BUFFER);
      case ZLIB -> new InflaterInputStream(packed);
      case DEFLATE -> new Bare(packed);
    };
  }

  /** How many bytes one can become at most. */
  int growth() {
    return growth;
  }

  /** What is damaged when it is. */
  String words() {
    return words;
  }

  /** Whether only decompression can tell how much there is. */
  boolean isCompressed() {
    return growth > 1;
  }

  /** Frees its own inflater, which the stream it extends only does with one that it made. */
  private static final class Bare extends InflaterInputStream {

    Bare(InputStream packed) {
      super(packed, new Inflater(true));
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        inf.end();
      }
    }
  }
}
