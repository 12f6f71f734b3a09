package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.harness.cli.BenchmarkProcess;
import org.voxelbench.harness.cli.TinyBenchmark;

/** A benchmark on a real SLURM, disturbed in every way, ends as one in a single process. */
@Tag("slurm")
class SlurmTest {

  private static final int ROUNDS = 8;
  private static final int MINUTES = 15;

  /**
   * A node refuses a job that begins again within the second in which it was killed there, so that
   * SLURM itself waits for two minutes.
   */
  private static final long CREDENTIAL_MILLIS = 2000;

  /** One job of a group at a time, so that there are some left whenever one is to be hit. */
  private static final String SETTINGS =
      """
      gres: ""
      cpus: 1
      arrayWidth: 1
      voxelbench: "%s"
      environment: {GREETING: "it's $HOME"}
      prepare: {hours: 1, memoryGiB: 1}
      pretraining: {hours: 1, memoryGiB: 1}
      training: {hours: 1, memoryGiB: 1}
      report: {hours: 1, memoryGiB: 1}
      """;

  @TempDir private Path temporary;

  @Test
  void whatIsCancelledRequeuedOrLostWithItsNodeEndsAsIfItHadNotBeen() throws Exception {
    assertThat(LocalSlurm.isInstalled())
        .as("make test-slurm needs SLURM's programs on this machine: apt-get install slurm-wlm")
        .isTrue();
    Path data = draw();
    Path protocol = Path.of("src/test/resources/slurm/small.yaml").toAbsolutePath();
    Path single = temporary.resolve("single");
    Path log = temporary.resolve("single.txt");
    List<String> options =
        List.of("--data", data.toString(), "--threads", "1", "--loaders", "1", "--device", "cpu");
    Process whole = BenchmarkProcess.start(protocol, single, log, options.toArray(String[]::new));
    assertThat(whole.waitFor()).as(Files.readString(log)).isZero();

    Path out = temporary.resolve("it's \"out\"");
    layOut(protocol, data, out);
    try (LocalSlurm slurm = LocalSlurm.start(Files.createDirectory(temporary.resolve("slurm")))) {
      assertThat(submit(slurm, out)).contains("Submitted 11 jobs, of 11 that are left");
      assertThat(submit(slurm, out)).contains("Submitted 0 jobs, of 11 that are left");

      LocalSlurm.Task preTraining = midway(slurm, out, task -> task.name().contains("pretrain"));
      slurm.call("scancel", "--batch", "--signal=USR1", preTraining.id());
      awaitStop(slurm, preTraining);
      assertThat(slurm.queue())
          .as("it is queued again, and what starts from it still waits")
          .anyMatch(task -> task.id().equals(preTraining.id()) && !task.isRunning())
          .anyMatch(task -> task.name().contains("-from-seed1") && !task.isRunning());
      Thread.sleep(CREDENTIAL_MILLIS);
      beginNow(slurm, preTraining);

      LocalSlurm.Task requeued = midway(slurm, out, task -> task.name().contains("scratch"));
      slurm.call("scontrol", "requeue", requeued.id());
      awaitStop(slurm, requeued);
      Thread.sleep(CREDENTIAL_MILLIS);
      beginNow(slurm, requeued);

      LocalSlurm.Task cancelled = midway(slurm, out, task -> task.name().contains("from-seed1"));
      slurm.call("scancel", cancelled.id());
      awaitStop(slurm, cancelled);
      assertThat(slurm.queue()).extracting(LocalSlurm.Task::id).doesNotContain(cancelled.id());

      LocalSlurm.Task lost = midway(slurm, out, task -> !task.id().equals(requeued.id()));
      slurm.killNode(lost.node());
      slurm.waitForNodes(1);
      slurm.startNode(lost.node());

      int rounds = 0;
      while (!submit(slurm, out).contains("Nothing is left to do.")) {
        assertThat(rounds++).as("rounds of submit.sh; logs:\n" + logs(out)).isLessThan(ROUNDS);
        awaitEmptyQueue(slurm);
      }
    }
    assertThat(BenchmarkProcess.made(out))
        .isEqualTo(BenchmarkProcess.made(single))
        .hasSizeGreaterThan(20);
    assertThat(out.resolve("report/index.html")).exists();
    assertThat(restarted(out)).as("jobs that were hit midway").isGreaterThanOrEqualTo(4);
  }

  private Path draw() throws IOException {
    TinyBenchmark tiny = TinyBenchmark.draw(temporary);
    tiny.drawCorpus();
    Path data = temporary.resolve("data");
    Phantoms.write(
        new PhantomSpec(PhantomKind.LESIONS, 6, 2, new int[] {16, 16, 16}),
        data.resolve("raw/Other"));
    return data;
  }

  private void layOut(Path protocol, Path data, Path out) throws Exception {
    Path launcher = temporary.resolve("voxel bench");
    Files.writeString(
        launcher,
        "#!/bin/bash\nexec "
            + Quoting.SHELL.of(Path.of(System.getProperty("java.home"), "bin/java").toString())
            + " -Xmx512m -Djava.awt.headless=true -cp "
            + Quoting.SHELL.of(System.getProperty("java.class.path"))
            + " org.voxelbench.harness.cli.VoxelBench \"$@\"\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Path settings = temporary.resolve("cluster.yaml");
    Files.writeString(settings, SETTINGS.formatted(launcher));
    Path said = temporary.resolve("layout.txt");
    Process slurm =
        new ProcessBuilder(
                launcher.toString(),
                "slurm",
                "--protocol",
                protocol.toString(),
                "--data",
                data.toString(),
                "--out",
                out.toString(),
                "--settings",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(slurm.waitFor()).as(Files.readString(said)).isZero();
  }

  private static String submit(LocalSlurm slurm, Path out) throws Exception {
    return slurm.call("bash", out.resolve("cluster/submit.sh").toString());
  }

  /** A task that is in the middle of its training. */
  private static LocalSlurm.Task midway(
      LocalSlurm slurm, Path out, Predicate<LocalSlurm.Task> wanted) throws Exception {
    JobsFile jobs = JobsFile.read(out.resolve("cluster"));
    for (int tries = 0; tries < MINUTES * 600; tries++) {
      for (LocalSlurm.Task task : slurm.queue()) {
        if (task.isRunning() && wanted.test(task) && isMidway(jobs, out, task)) {
          return task;
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("none is midway: " + slurm.queue() + logs(out));
  }

  private static boolean isMidway(JobsFile jobs, Path out, LocalSlurm.Task task) {
    Optional<JobsFile.Entry> job =
        jobs.jobs().stream()
            .filter(entry -> task.name().equals(jobs.mark() + "-" + entry.group()))
            .filter(entry -> task.id().endsWith("_" + entry.index()))
            .findFirst();
    return job.isPresent()
        && Stream.of("runs", "pretraining")
            .map(kind -> out.resolve(kind).resolve(job.get().name()).resolve("training.csv"))
            .filter(Files::exists)
            .anyMatch(log -> lines(log) > 2);
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static void awaitStop(LocalSlurm slurm, LocalSlurm.Task stopped) throws Exception {
    for (int tries = 0; tries < 600; tries++) {
      boolean over =
          slurm.queue().stream()
              .noneMatch(
                  task ->
                      task.id().equals(stopped.id())
                          && (task.isRunning() || task.state().equals("COMPLETING")));
      if (over) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(stopped + " doesn't stop");
  }

  /** Jobs that were queued again may begin soon, and not after SLURM's two minutes. */
  private static void awaitEmptyQueue(LocalSlurm slurm) throws Exception {
    Set<String> seenWaiting = new HashSet<>();
    for (int tries = 0; tries < MINUTES * 60_000 / CREDENTIAL_MILLIS; tries++) {
      List<LocalSlurm.Task> queue = slurm.queue();
      if (queue.isEmpty()) {
        return;
      }
      for (LocalSlurm.Task task : queue) {
        if (task.isRunning()) {
          seenWaiting.remove(task.id());
        } else if (!seenWaiting.add(task.id())) {
          beginNow(slurm, task);
        }
      }
      Thread.sleep(CREDENTIAL_MILLIS);
    }
    throw new AssertionError("the queue isn't empty: " + slurm.queue());
  }

  private static void beginNow(LocalSlurm slurm, LocalSlurm.Task task) throws Exception {
    slurm.call("scontrol", "update", "JobId=" + task.id(), "StartTime=now");
  }

  private static long restarted(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(file -> file.getFileName().toString().equals("manifest.json"))
          .filter(file -> StrictJson.read(file, JsonNode.class).path("starts").asInt() > 1)
          .count();
    }
  }

  private static String logs(Path out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path log : BenchmarkProcess.files(out.resolve("cluster/logs"))) {
      text.append(log.getFileName()).append(":\n").append(Files.readString(log)).append('\n');
    }
    return text.toString();
  }
}
