package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.format.StrictYaml;

/** What is applied to Kubernetes, and what its pods do. */
class KubernetesScriptTest {

  private static final String APPLY = "kubectl create -f ";

  @TempDir private Path temporary;
  private WrittenScripts scripts;
  private Path jobs;

  @BeforeEach
  void layOut() throws IOException {
    scripts = new WrittenScripts(temporary, "kubernetes", "container: a/voxelbench:0.2");
    scripts.program(
        "kubectl",
        """
        if [ "$1" = get ]; then
          [ ! -e "$JOBS/silent" ] || exit 1
          exec cat "$JOBS/${4##*kind=}"
        fi
        echo kubectl $* >>calls
        """);
    jobs = Files.createDirectories(temporary.resolve("jobs"));
    scripts.with("JOBS", jobs.toString());
    for (JobKind kind : JobKind.values()) {
      jobs(kind, "");
    }
  }

  /** Names and conditions of the Jobs of a kind that Kubernetes has. */
  private void jobs(JobKind kind, String lines) throws IOException {
    Files.writeString(jobs.resolve(kind.word()), lines);
  }

  @Test
  void aGroupIsAppliedIfSomethingOfItIsLeftThatDoesNotRun() throws Exception {
    scripts.left(scripts.preTraining() + " 0 a\nreport 0 report\n");
    scripts.submit("--dry-run");
    assertThat(scripts.calls("kubectl")).isEmpty();
    // The pre-training ends while the script waits for its stage.
    scripts.program("sleep", "echo 'vb-12345678-1 Complete' >\"$JOBS/pretraining\"");
    jobs(JobKind.PRETRAINING, "vb-12345678-1 \n");
    scripts.submit();
    assertThat(scripts.calls(APPLY)).containsExactly(APPLY + "report.yaml");
    jobs(JobKind.PRETRAINING, "vb-12345678-1 FailureTarget Failed\n");
    scripts.submit();
    assertThat(scripts.calls("kubectl"))
        .containsSubsequence(
            "kubectl delete job vb-12345678-1 --ignore-not-found",
            APPLY + scripts.preTraining() + ".yaml",
            APPLY + "report.yaml");
  }

  @Test
  void whatIsLeftIsAskedOncePerStage() throws Exception {
    scripts.left("prepare 0 prepare\n" + scripts.preTraining() + " 0 a\nreport 0 report\n");
    scripts.submit();
    assertThat(scripts.calls("job|--list")).hasSize(JobKind.values().length);
    assertThat(scripts.calls(APPLY)).hasSize(3);
  }

  @Test
  void aListThatFailsIsNotOneOfNothing() throws Exception {
    scripts.program("vb", "echo no such folder >&2; exit 2");
    WrittenScripts.Answer answer = scripts.bash("submit.sh");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.text()).contains("no such folder");
    assertThat(scripts.calls()).isEmpty();
  }

  @Test
  void aJobOfWhichNobodyKnowsWhetherItRunsIsNotReplaced() throws Exception {
    scripts.left(scripts.preTraining() + " 0 a\n");
    Files.createFile(jobs.resolve("silent"));
    assertThat(scripts.bash("submit.sh").code()).isEqualTo(1);
    assertThat(scripts.calls("kubectl")).isEmpty();
  }

  @Test
  void aStageIsWaitedForWhileTheClusterDoesNotAnswer() throws Exception {
    scripts.left(scripts.preTraining() + " 0 a\nreport 0 report\n");
    jobs(JobKind.PRETRAINING, "vb-12345678-1 \n");
    // It answers at first, then no longer, then that the pre-training is done.
    scripts.program(
        "sleep",
        """
        echo sleep >>calls
        if [ -e "$JOBS/silent" ]; then
          rm "$JOBS/silent"
          echo 'vb-12345678-1 Complete' >"$JOBS/pretraining"
        else
          touch "$JOBS/silent"
        fi
        """);
    scripts.submit();
    assertThat(scripts.calls()).containsSubsequence("sleep", "sleep", APPLY + "report.yaml");
  }

  private JsonNode spec(String group) throws IOException {
    Path file = scripts.folder().resolve(group + ".yaml");
    return StrictYaml.read(group, Files.readString(file), JsonNode.class).path("spec");
  }

  /** With a limit for each index, one for all of them has none unless it is named. */
  @Test
  void aJobThatFailsTakesNoOtherOfItsGroupDown() throws IOException {
    JsonNode spec = spec(scripts.training());
    assertThat(spec.path("completionMode").asText()).isEqualTo("Indexed");
    assertThat(spec.path("backoffLimitPerIndex").asInt(-1)).isZero();
    assertThat(spec.has("backoffLimit")).isFalse();
    assertThat(spec.has("maxFailedIndexes")).isFalse();
    assertThat(spec.path("podFailurePolicy").path("rules").path(0).toString())
        .isEqualTo("{\"action\":\"Ignore\",\"onExitCodes\":{\"operator\":\"In\",\"values\":[75]}}");
  }

  /** What a pod of a group does. */
  private WrittenScripts.Answer pod() throws Exception {
    JsonNode command =
        spec("prepare").path("template").path("spec").path("containers").path(0).path("command");
    assertThat(command.path(0).asText()).isEqualTo("bash");
    scripts.with("JOB_COMPLETION_INDEX", "0");
    return scripts.bash(command.path(1).asText(), command.path(2).asText());
  }

  @Test
  void aPodDoesWhatIsLeftAndEndsAtOnceWhereNothingIs() throws Exception {
    scripts.program(
        "vb",
        "printf '%s|' \"$@\" >>calls; echo >>calls; [ $2 != --list ] || exec cat \"$LEFT\"; exit 1");
    String out = scripts.folder().resolve("out").toString();
    scripts.left("x 0 prepare-more\nprepare 0 prepare\nreport 0 report\n");
    assertThat(pod().code()).isEqualTo(1);
    assertThat(scripts.calls())
        .containsExactly("job|--list|--out|" + out + "|", "job|prepare|--out|" + out + "|");
    scripts.left("x 0 prepare-more\nx 1 not-prepare\nreport 0 report\n");
    assertThat(pod().code()).as("it ended before, well or not").isZero();
    assertThat(scripts.calls()).hasSize(1);
    scripts.program("vb", "exit 2");
    assertThat(pod().code()).as("who doesn't know what is left says so").isEqualTo(2);
  }
}
