package org.voxelbench.harness.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;

/** A message is one line of bounded length that can't steer a terminal. */
class OneLineTest {

  @Test
  void aMessageIsPrintedAsItIs() {
    assertThat(OneLine.of(new BadInputException("'Größe' is 3 µm, not 1.")))
        .isEqualTo("'Größe' is 3 µm, not 1.");
  }

  @Test
  void whatAFileHoldsCantBreakTheLineOrSteerTheTerminal() {
    String message = "column 'a\r\nvoxelbench: done\u001b[2J\u009b\u2028b' is unknown";

    assertThat(OneLine.of(new BadInputException(message)))
        .isEqualTo("column 'a voxelbench: done [2J b' is unknown");
  }

  @Test
  void aLongMessageKeepsItsBeginningAndItsEnd() {
    String sentence =
        OneLine.of(new BadInputException("file.csv: '" + "x".repeat(1 << 20) + "' is unknown."));

    assertThat(sentence).startsWith("file.csv: 'xxx").endsWith("xxx' is unknown.");
    assertThat(sentence.length()).isLessThan(2010);
  }

  @Test
  void aFailureWithoutAMessageIsNamed() {
    assertThat(OneLine.of(new IllegalStateException()))
        .isEqualTo("java.lang.IllegalStateException");
  }
}
