package org.voxelbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of {@code docs/} that is written from the code, whole or in part; {@code make docs} writes
 * it again.
 */
public record Drawn(Path file) {

  private static final String ASKED = "voxelbench.draw";

  /** The file holds this; it is written before, if that was asked for. */
  void is(String content) throws IOException {
    if (System.getProperty(ASKED) != null) {
      Files.writeString(file, content);
    }
    assertThat(Files.readString(file))
        .as("%s; 'make docs' writes it again", file)
        .isEqualTo(content);
  }

  /** Between the two comments that name the part, the file holds this. */
  public void hasPart(String part, String content) throws IOException {
    String begin = "<!-- " + part + ": written by make docs -->\n";
    String end = "\n<!-- end of " + part + " -->\n";
    String text = Files.readString(file);
    assertThat(text).as(file.toString()).contains(begin, end);
    is(
        text.substring(0, text.indexOf(begin) + begin.length())
            + "\n"
            + content
            + text.substring(text.indexOf(end)));
  }
}
