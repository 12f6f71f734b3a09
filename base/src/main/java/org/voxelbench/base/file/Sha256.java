package org.voxelbench.base.file;

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
import org.voxelbench.base.BadInputException;

/** SHA-256, as lower-case hexadecimal digits unless said otherwise. */
public final class Sha256 {

  /** Bytes of a hash. */
  public static final int BYTES = 32;

  private final MessageDigest digest;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of these bytes. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }

  /** The hash of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of what a file holds. */
  public static String of(Path file) throws IOException {
    Sha256 hash = new Sha256();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(hash.through(OutputStream.nullOutputStream()));
    }
    return hash.hex();
  }

  /**
   * The hash of a file that a user named.
   *
   * @throws BadInputException naming it, if it can't be read
   */
  public static String ofInput(Path file) {
    try {
      return of(file);
    } catch (IOException e) {
      throw new BadInputException(file + ": can't be read (" + FileFault.words(e) + ").", e);
    }
  }

  /** The hash of these bytes as {@value #BYTES} bytes. */
  public static byte[] bytes(byte[] bytes) {
    return new Sha256().digest.digest(bytes);
  }

  /** A stream that hashes what passes. */
  public OutputStream through(OutputStream out) {
    return new DigestOutputStream(out, digest);
  }

  /** Hashes a text in UTF-8 after what was hashed so far. */
  public void update(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of everything since the last call; starts anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
