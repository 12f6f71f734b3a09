package org.voxelbench.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this program, which the build takes from the POM. */
public final class ProgramVersion {

  private static final String CURRENT = read();

  private ProgramVersion() {}

  /** A semantic version, such as {@code 0.2.0}, or {@code 0.2.0-SNAPSHOT} on the way to it. */
  public static String current() {
    return CURRENT;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = ProgramVersion.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read version.properties of the jar", e);
    }
    return properties.getProperty("version");
  }
}
