package org.voxelbench.training.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts of shipped protocols, which tests read or change. */
final class ProtocolTexts {

  /** The protocol {@code quick} as version 0.1 shipped it. */
  static final String QUICK = version01("quick").orElseThrow();

  /** A shipped protocol that claims nothing. */
  static final String SILENT = silent("paper-code");

  private ProtocolTexts() {}

  /** The text of a protocol as version 0.1 shipped it, if it was another one then. */
  static Optional<String> version01(String name) {
    try (InputStream in =
        ProtocolTexts.class.getResourceAsStream("version-0.1/" + name + ".yaml")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A shipped protocol but for its claims, which stand at its end. */
  static String silent(String name) {
    return Protocols.shippedText(name).replaceFirst("(?s)\nclaims:.*", "\n");
  }
}
