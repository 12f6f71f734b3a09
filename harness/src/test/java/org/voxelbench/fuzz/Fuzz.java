package org.voxelbench.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls, again and again; {@code make fuzz} names the reader. */
public final class Fuzz {

  private static final FuzzInput INPUT = input();

  private Fuzz() {}

  /** Reads an input; whatever is thrown is a finding. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    INPUT.check(input);
  }

  private static FuzzInput input() {
    try {
      FuzzTarget target = FuzzTarget.named(System.getProperty("voxelbench.fuzz.reader"));
      Path memory = Path.of("/dev/shm");
      Path folder =
          Files.isDirectory(memory)
              ? Files.createTempDirectory(memory, "fuzz")
              : Files.createTempDirectory("fuzz");
      return new FuzzInput(target, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
