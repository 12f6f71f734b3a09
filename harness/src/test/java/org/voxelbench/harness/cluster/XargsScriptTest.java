package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs of one machine that run side by side, in a real bash. */
class XargsScriptTest {

  private static final String MEMORY = ", prepare: {memoryGiB: 10}, training: {memoryGiB: 20}";

  @TempDir private Path temporary;

  /** A launcher whose jobs say what they see, and end together. */
  private WrittenScripts scripts(String gres, int jobs) throws IOException {
    WrittenScripts scripts =
        new WrittenScripts(temporary, "xargs", "{gres: '" + gres + "'" + MEMORY + "}");
    scripts.program(
        "vb",
        """
        [ "$2" != --list ] || exec cat "$LEFT"
        echo "$2 ${CUDA_VISIBLE_DEVICES-all} $VOXELBENCH_JAVA_OPTS" >>calls
        while [ "$WIDTH" -gt 1 ] && [ "$(grep -c ^job calls)" -lt JOBS ]; do sleep 0.1; done
        """
            .replace("JOBS", Integer.toString(jobs)));
    scripts.program("nvidia-smi", "exit 9");
    scripts.with("WIDTH", Integer.toString(jobs));
    StringBuilder left = new StringBuilder();
    for (int i = 0; i < jobs; i++) {
      left.append(scripts.training() + " " + i + " job" + i + "\n");
    }
    scripts.left(left.toString());
    return scripts;
  }

  private static void cards(WrittenScripts scripts, int number) throws IOException {
    scripts.program(
        "nvidia-smi",
        "for ((i = 0; i < "
            + number
            + "; i++)); do echo \"GPU $i: NVIDIA A100 (UUID: GPU-a)\"; echo '  MIG 1g: (UUID: M)';"
            + " done");
  }

  /** The cards of all jobs, sorted. */
  private static List<String> used(WrittenScripts scripts) throws Exception {
    scripts.submit();
    return scripts.calls("job").stream().map(line -> line.split(" ")[1]).sorted().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpu:1 | 4 | 4 | 0 1 2 3",
        "gpu:1 | 2 | 4 | 0 0 1 1",
        "gpu:2 | 4 | 2 | 0,1 2,3",
        "gpu:1 | 1 | 2 | all all",
        "gpu:1 | 0 | 2 | all all",
        "''    | 4 | 2 | all all",
      })
  void jobsSideBySideHaveCardsOfTheirOwn(String gres, int cards, int jobs, String expected)
      throws Exception {
    WrittenScripts scripts = scripts(gres, jobs);
    cards(scripts, cards);
    assertThat(used(scripts)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"4,6 | 4 6", "7 | 7 7", "GPU-a,GPU-b,GPU-c | GPU-a GPU-b"})
  void cardsThatAreNamedAreDealt(String named, String expected) throws Exception {
    WrittenScripts scripts = scripts("gpu:1", 2);
    cards(scripts, 8);
    scripts.with("CUDA_VISIBLE_DEVICES", named);
    assertThat(used(scripts)).containsExactly(expected.split(" "));
  }

  @Test
  void aMachineWhoseDriverFailsHasNoCards() throws Exception {
    assertThat(used(scripts("gpu:1", 2))).containsExactly("all", "all");
  }

  @Test
  void theHeapIsThatOfTheJobsMemory() throws Exception {
    WrittenScripts scripts = scripts("", 1);
    scripts.left("prepare 0 prepare\n" + scripts.training() + " 0 job0\n");
    scripts.submit();
    assertThat(scripts.calls()).containsExactly("prepare all -Xmx3072m", "job0 all -Xmx6144m");
    scripts.with("VOXELBENCH_JAVA_OPTS", "-Xmx1g");
    scripts.submit();
    assertThat(scripts.calls()).containsExactly("prepare all -Xmx1g", "job0 all -Xmx1g");
  }

  @Test
  void aJobThatFailsTakesNoOtherDownAndADryRunNamesThem() throws Exception {
    WrittenScripts scripts = scripts("", 2);
    assertThat(scripts.submit("--dry-run").text()).isEqualTo("job0\njob1\n");
    assertThat(scripts.calls()).isEmpty();
    scripts.program("vb", "[ $2 != --list ] || exec cat \"$LEFT\"; echo $2 >>calls; [ $2 = job1 ]");
    scripts.with("WIDTH", "1");
    assertThat(scripts.bash("submit.sh").code()).isEqualTo(1);
    assertThat(scripts.calls()).containsExactly("job0", "job1");
    scripts.program("vb", "echo no such folder >&2; exit 2");
    assertThat(scripts.bash("submit.sh").text()).isEqualTo("no such folder\n");
  }
}
