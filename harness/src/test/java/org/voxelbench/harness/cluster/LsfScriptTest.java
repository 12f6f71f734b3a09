package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LSF's scripts in a real bash. */
class LsfScriptTest {

  @TempDir private Path temporary;

  private WrittenScripts scripts() throws IOException {
    return new WrittenScripts(temporary, "lsf", "cpus: 8");
  }

  /** LSF queues what ends with 75 again ({@code -Q}), and signals all processes of a job. */
  @ParameterizedTest
  @CsvSource({
    "USR1, 75, 75, its time is nearly over",
    "TERM, 75, 143, bkill",
    "TERM, 0, 0, it was done before the signal came",
    "TERM, 1, 1, it failed"
  })
  void aJobThatIsCancelledIsNotQueuedAgain(String signal, int code, int expected, String why)
      throws Exception {
    WrittenScripts scripts = scripts();
    scripts.with("VOXELBENCH_JOB", "prepare");
    scripts.program(
        "vb",
        "trap 'echo saving >>calls; sleep 0.3; exit "
            + code
            + "' "
            + signal
            + "; kill -"
            + signal
            + " $PPID $$; exit 9");
    assertThat(scripts.bash("prepare.sh").code()).as(why).isEqualTo(expected);
    assertThat(scripts.calls()).containsExactly("saving");
  }

  @Test
  void aJobThatEndsHasItsCode() throws Exception {
    WrittenScripts scripts = scripts();
    scripts.with("VOXELBENCH_JOB", "prepare");
    scripts.program("vb", "exit 75");
    assertThat(scripts.bash("prepare.sh").code()).isEqualTo(75);
  }
}
