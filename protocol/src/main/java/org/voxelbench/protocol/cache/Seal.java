package org.voxelbench.protocol.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what must not have changed. */
final class Seal {

  static final int BYTES = 32;

  private Seal() {}

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** In hexadecimal, over texts that are told apart. */
  static String of(String... texts) {
    return HexFormat.of()
        .formatHex(sha256(String.join("\0", texts).getBytes(StandardCharsets.UTF_8)));
  }
}
