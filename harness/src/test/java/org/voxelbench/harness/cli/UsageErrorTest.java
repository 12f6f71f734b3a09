package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.harness.console.ExitCode;

/** What a command can't take is said in a sentence, not in a page of help. */
class UsageErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          benchmark --precision bf32 | 'bf32' | fp32, bf16 | voxelbench benchmark --help
          benchmark --track wandb | 'wandb' | tensorboard, mlflow | voxelbench benchmark --help
          report --ranking best | 'best' | aggregate-then-rank, rank-then-aggregate, test-then-rank | voxelbench report --help
          report --uot there | --uot | Unknown options | voxelbench report --help
          methods show | 'ID' | Missing required parameter | voxelbench methods show --help
          """)
  void namesWhatIsWrongAndWhatIsExpected(String line, String wrong, String expected, String help) {
    Console answer = Console.run((Object[]) line.split(" "));
    assertThat(answer.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .startsWith("voxelbench: ")
        .containsIgnoringCase(wrong)
        .contains(expected, "See '" + help + "' for its options.");
    assertThat(answer.err().lines()).hasSizeLessThanOrEqualTo(3);
  }
}
