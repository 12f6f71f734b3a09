package org.voxelbench.datasets.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.voxelbench.datasets.DatasetException;

/**
 * A hash that a file must have.
 *
 * @param hex small hexadecimal digits
 */
public record Digest(Kind kind, String hex) {

  /** How it is computed. */
  public enum Kind {
    MD5("MD5", "MD5"),
    SHA1("SHA-1", "SHA-1"),
    SHA256("SHA-256", "SHA-256"),
    SHA512("SHA-512", "SHA-512"),
    /** What Git calls a file: SHA-1 over {@code blob}, the length, a zero and the content. */
    GIT_BLOB("SHA-1", "Git hash");

    private final String algorithm;
    private final String words;

    Kind(String algorithm, String words) {
      this.algorithm = algorithm;
      this.words = words;
    }

    private MessageDigest digest() {
      try {
        return MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has " + algorithm, e);
      }
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public Digest {
    int digits = 2 * kind.digest().getDigestLength();
    if (!hex.matches("[0-9a-f]{" + digits + "}")) {
      throw new DatasetException(
          "a " + kind + " of '" + hex + "', expected " + digits + " small hexadecimal digits.");
    }
  }

  /** A SHA-256. */
  public static Digest sha256(String hex) {
    return new Digest(Kind.SHA256, hex);
  }

  /** The hash that a file has. */
  public static Digest of(Kind kind, Path file) throws IOException {
    MessageDigest digest = kind.digest();
    if (kind == Kind.GIT_BLOB) {
      digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }
    return new Digest(kind, HexFormat.of().formatHex(digest.digest()));
  }
}
