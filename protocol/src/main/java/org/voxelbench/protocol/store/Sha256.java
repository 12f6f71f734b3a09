package org.voxelbench.protocol.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as lower-case hexadecimal digits. */
final class Sha256 {

  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A stream that hashes what passes. */
  OutputStream through(OutputStream out) {
    return new DigestOutputStream(out, digest);
  }

  /** The hash of everything that passed; starts anew. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(byte[] bytes) {
    Sha256 hash = new Sha256();
    hash.digest.update(bytes);
    return hash.hex();
  }

  static String of(Path file) throws IOException {
    Sha256 hash = new Sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), hash.digest)) {
      byte[] buffer = new byte[1 << 16];
      int read = 0;
      while (read >= 0) {
        read = in.read(buffer);
      }
    }
    return hash.hex();
  }
}
