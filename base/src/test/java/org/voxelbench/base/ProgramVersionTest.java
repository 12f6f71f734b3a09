package org.voxelbench.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProgramVersionTest {

  private static final Pattern PARENT =
      Pattern.compile(
          "<artifactId>voxelbench</artifactId>\\s*<version>([^<]+)</version>", Pattern.DOTALL);

  @Test
  void itIsASemanticVersion() {
    assertThat(ProgramVersion.current())
        .matches("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*)){2}(-[0-9A-Za-z.-]+)?");
  }

  @Test
  void itIsThatOfThePom() throws IOException {
    assertThat(PARENT.matcher(Files.readString(Path.of("..", "pom.xml"))).results())
        .extracting((MatchResult found) -> found.group(1))
        .containsExactly(ProgramVersion.current());
  }
}
