package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SLURM's scripts in a real bash, with a scheduler and a launcher that only note their words. */
class SubmitScriptTest {

  @TempDir private Path temporary;
  private WrittenScripts scripts;
  private Path folder;

  @BeforeEach
  void layOut() throws IOException {
    scripts = new WrittenScripts(temporary, "slurm", "cpus: 8");
    folder = scripts.folder();
    scripts.program("squeue", "cat \"$QUEUE\"");
    scripts.program(
        "sbatch", "echo sbatch \"$@\" >>calls; echo $((100 + $(grep -c sbatch calls)))");
    scripts.program("scancel", "echo scancel \"$@\" >>calls");
    scripts.with("QUEUE", temporary.resolve("queue").toString());
    queue("");
  }

  private void left(String lines) throws IOException {
    scripts.left(lines);
  }

  private void queue(String lines) throws IOException {
    Files.writeString(temporary.resolve("queue"), lines);
  }

  private WrittenScripts.Answer submit(String... options) throws Exception {
    return scripts.submit(options);
  }

  /** The calls of the scheduler. */
  private List<String> calls() throws IOException {
    return scripts.calls("s");
  }

  private String preTraining() {
    return scripts.preTraining();
  }

  private String training() {
    return scripts.training();
  }

  @Test
  void everythingIsSubmittedWithWhatItWaitsFor() throws Exception {
    left(
        "prepare 0 prepare\n"
            + (preTraining() + " 0 a\n")
            + (training() + " 0 b\n")
            + (training() + " 2 c\n")
            + "report 0 report\n");
    WrittenScripts.Answer answer = submit();
    assertThat(answer.text()).contains("Submitted 5 jobs, of 5 that are left");
    assertThat(calls())
        .containsExactly(
            "sbatch --parsable --array=0 prepare.sh",
            "sbatch --parsable --array=0 --kill-on-invalid-dep=yes --dependency=afterok:101_0 "
                + preTraining()
                + ".sh",
            "sbatch --parsable --array=0,2 --kill-on-invalid-dep=yes --dependency=afterok:102_0 "
                + training()
                + ".sh",
            "sbatch --parsable --array=0 --kill-on-invalid-dep=yes"
                + " --dependency=afterany:101:102:103 report.sh");
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .as("paths survive")
        .contains("job|--list|--out|" + folder.resolve("out") + "|");
  }

  @Test
  void whatIsQueuedIsNotSubmittedAgainButWaitedFor() throws Exception {
    left(preTraining() + " 0 a\n" + training() + " 0 b\n" + training() + " 2 c\nreport 0 report\n");
    String all =
        "7 0 vb-12345678-"
            + preTraining()
            + "\n8 0 vb-12345678-"
            + training()
            + "\n8 0 vb-87654321-"
            + training()
            + "\n9 0 vb-12345678-report\n";
    queue(all);
    submit();
    assertThat(calls())
        .containsExactly(
            "sbatch --parsable --array=2 --kill-on-invalid-dep=yes --dependency=afterok:7_0 "
                + training()
                + ".sh",
            "scancel 9_0",
            "sbatch --parsable --array=0 --kill-on-invalid-dep=yes"
                + " --dependency=afterany:101:7:8 report.sh");
    queue(all + "8 2 vb-12345678-" + training() + "\n");
    assertThat(submit().text()).contains("Submitted 0 jobs, of 4 that are left");
    assertThat(calls()).as("nothing was left").isEmpty();
  }

  @Test
  void whatIsDoneIsNotWaitedFor() throws Exception {
    left(training() + " 1 b\nreport 0 report\n");
    submit();
    assertThat(calls().get(0)).isEqualTo("sbatch --parsable --array=1 " + training() + ".sh");
    left("");
    assertThat(submit().text()).contains("Nothing is left to do.");
    assertThat(calls()).isEmpty();
  }

  @Test
  void aDryRunOnlySaysWhatItWouldSubmit() throws Exception {
    left("prepare 0 prepare\n" + preTraining() + " 0 a\n");
    WrittenScripts.Answer answer = submit("--dry-run");
    assertThat(answer.text())
        .contains("sbatch --parsable --array=0 prepare.sh")
        .contains("--dependency=afterok:NEW-prepare_0 " + preTraining() + ".sh");
    assertThat(calls()).isEmpty();
  }

  private WrittenScripts.Answer job(String body) throws Exception {
    scripts.program("vb", body);
    scripts.program("scontrol", "echo scontrol \"$@\" >>calls; exit 1");
    scripts.with("SLURM_ARRAY_TASK_ID", "0");
    scripts.with("SLURM_ARRAY_JOB_ID", "77");
    return scripts.bash("prepare.sh");
  }

  @Test
  void aJobThatWasStoppedIsRequeuedAndOneThatEndsIsNot() throws Exception {
    assertThat(job("printf '%s|' \"$@\"").text())
        .contains("job|prepare|--out|" + folder.resolve("out") + "|")
        .contains("prepare ended with code 0");
    assertThat(folder.resolve("calls")).doesNotExist();
    assertThat(job("exit 1").code()).isEqualTo(1);
    assertThat(folder.resolve("calls")).doesNotExist();
    assertThat(job("exit 75").code()).isEqualTo(75);
    assertThat(calls()).containsExactly("scontrol requeue 77_0");
  }

  /** The signal before the end of the time reaches the shell alone. */
  @Test
  void aSignalIsPassedOnAndTheProcessWaitedFor() throws Exception {
    String saves =
        "trap 'echo saving >>calls; sleep 0.3; exit 75' %s; kill -%s $PPID; sleep 5 & wait";
    assertThat(job(saves.formatted("USR1", "USR1")).code()).isEqualTo(75);
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .containsExactly("saving", "scontrol requeue 77_0");
    assertThat(job(saves.formatted("TERM", "TERM")).code()).isEqualTo(75);
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .as("who cancels it doesn't want it back")
        .containsExactly("saving");
  }
}
