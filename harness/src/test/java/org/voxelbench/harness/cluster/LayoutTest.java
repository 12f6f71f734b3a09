package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.forecast.Forecast;
import org.voxelbench.harness.run.Job;
import org.voxelbench.store.RunFolder;

class LayoutTest {

  @TempDir private Path temporary;

  private ClusterSettings settings(String yaml) throws IOException {
    return ClusterSettings.read(Files.writeString(temporary.resolve("cluster.yaml"), yaml));
  }

  @ParameterizedTest
  @ValueSource(strings = {"quick", "hippocampus", "paper", "openmind"})
  void everyJobIsThereOnceAfterAllThatItNeeds(String protocol) {
    List<Job> jobs = Layouts.jobs(protocol);
    Layout layout =
        Layouts.of(protocol, ClusterSettings.standard(), Layouts.places(temporary, "voxelbench"));
    List<JobsFile.Entry> listed = layout.jobs().jobs();
    List<String> expected = new ArrayList<>(jobs.stream().map(Job::id).toList());
    expected.addAll(List.of("prepare", "report"));
    assertThat(listed)
        .extracting(JobsFile.Entry::name)
        .containsExactlyInAnyOrderElementsOf(expected);
    Map<String, Set<String>> before = new HashMap<>();
    for (JobsFile.Entry entry : listed) {
      assertThat(before.keySet()).as(entry.name()).containsAll(entry.needs());
      Set<String> all = new HashSet<>(entry.needs());
      entry.needs().forEach(need -> all.addAll(before.get(need)));
      before.put(entry.name(), all);
    }
    for (Job job : jobs) {
      assertThat(before.get(job.id())).contains("prepare");
      assertThat(before.get(job.id()))
          .containsAll(job.start().map(RunFolder::id).stream().toList());
    }
    assertThat(before.get("report")).hasSize(jobs.size() + 1);
    groupsAreArraysThatWaitForAllThatTheirJobsNeed(layout.matrix(), listed);
  }

  private static void groupsAreArraysThatWaitForAllThatTheirJobsNeed(
      JobMatrix matrix, List<JobsFile.Entry> listed) {
    Map<String, String> groupOf = new HashMap<>();
    listed.forEach(entry -> groupOf.put(entry.name(), entry.group()));
    Set<String> earlier = new HashSet<>();
    for (JobGroup group : matrix.groups()) {
      assertThat(group.name()).matches("[A-Za-z0-9][A-Za-z0-9._-]*");
      assertThat(earlier).containsAll(group.needs());
      assertThat(earlier.add(group.name())).as("no other is called so").isTrue();
      for (Piece job : group.jobs()) {
        assertThat(group.needs()).containsAll(job.needs().stream().map(groupOf::get).toList());
      }
      assertThat(listed.stream().filter(entry -> entry.group().equals(group.name())))
          .extracting(JobsFile.Entry::index)
          .containsExactlyElementsOf(
              Stream.iterate(0, i -> i + 1).limit(group.jobs().size()).toList());
    }
  }

  private static Forecast forecast(List<Job> jobs, double seconds, double hostBytes) {
    TreeMap<String, Double> each = new TreeMap<>();
    jobs.forEach(job -> each.put(job.id(), seconds));
    return new Forecast(0, 600, 0, 0, 0, 10, hostBytes, 0, 0, 0, each);
  }

  @Test
  void timeAndMemoryAreThoseForetoldTimesTheFactorRoundedUp() throws IOException {
    List<Job> jobs = Layouts.jobs("quick");
    Forecast told = forecast(jobs, 3601, 3.1 * (1L << 30));
    JobMatrix matrix = JobMatrix.of(jobs);
    JobGroup training = matrix.groups().get(matrix.groups().size() - 2);
    Allotments plain = new Allotments(settings("cpus: 4"), Optional.of(told));
    assertThat(plain.of(training)).as("90.03 min, 4.65 GiB").isEqualTo(new Allotment(91, 5, 4, 1));
    assertThat(plain.of(matrix.groups().get(0))).isEqualTo(new Allotment(15, 5, 4, 0));
    assertThat(new Allotments(settings("{maxHours: 1, safetyFactor: 2}"), Optional.of(told)))
        .satisfies(capped -> assertThat(capped.of(training)).isEqualTo(new Allotment(60, 7, 8, 1)));
    assertThat(
            new Allotments(
                    settings("training: {hours: 0.21, memoryGiB: 1.5, cpus: 2}"), Optional.of(told))
                .of(training))
        .as("what the settings say is not multiplied")
        .isEqualTo(new Allotment(13, 2, 2, 1));
    assertThat(Allotments.time(91)).isEqualTo("0-01:31:00");
    assertThat(Allotments.time(24 * 60 + 5)).isEqualTo("1-00:05:00");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Path folder = temporary.resolve("cluster");
    Layout layout =
        Layouts.of("quick", ClusterSettings.standard(), Layouts.places(folder, "voxelbench"));
    layout.write(folder, Scheduler.of("slurm"));
    assertThat(JobsFile.read(folder)).isEqualTo(layout.jobs());
    assertThat(folder.resolve("submit.sh")).isExecutable();
    assertThat(folder.resolve("prepare.sh"))
        .content()
        .contains("#SBATCH --time=0-06:00:00\n", "#SBATCH --signal=B:USR1@120\n")
        .doesNotContain("--gres", "--partition", "{{");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slurm", "lsf", "pbs", "xargs", "kubernetes"})
  void bashReadsAllShippedScripts(String name) throws Exception {
    Path folder = temporary.resolve("it's \"a\" folder");
    ClusterSettings rich =
        settings(
            """
            partition: gpu
            account: mine
            qos: long
            arrayWidth: 3
            modules: [java/17]
            environment: {GREETING: "it's $HOME"}
            container: apptainer exec --nv voxelbench.sif
            extra: [--constraint=a100]
            """);
    for (ClusterSettings settings : List.of(rich, ClusterSettings.standard())) {
      Layouts.of("quick", settings, Layouts.places(folder, "/a 'b'/voxelbench"))
          .write(folder, Scheduler.of(name));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".sh")).toList()) {
          Process bash =
              new ProcessBuilder("bash", "-n", file.toString()).redirectErrorStream(true).start();
          String said = new String(bash.getInputStream().readAllBytes());
          assertThat(bash.waitFor()).as(file + ": " + said).isZero();
        }
      }
    }
  }

  @Test
  void aUsersTemplatesWorkAsTheShippedOnes() throws IOException {
    Path own = Files.createDirectories(temporary.resolve("own"));
    Files.writeString(own.resolve("run-GROUP.txt"), "{{group}} {{last}}\n");
    Files.writeString(own.resolve("all.txt"), "{{#groups}}{{group}};{{/groups}}");
    Layout layout =
        Layouts.of("quick", ClusterSettings.standard(), Layouts.places(temporary, "voxelbench"));
    Map<String, String> scripts = layout.scripts(Scheduler.of(own.toString()));
    assertThat(scripts)
        .hasSize(layout.matrix().groups().size() + 1)
        .containsEntry("run-prepare.txt", "prepare 0\n");
    assertThat(scripts.get("all.txt")).startsWith("prepare;").endsWith("report;");
    Files.writeString(own.resolve("all.txt"), "\n{{grop}}\n");
    assertThatThrownBy(() -> Scheduler.of(own.toString()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("all.txt', line 2: unknown placeholder 'grop'");
    assertThatThrownBy(() -> Scheduler.of("slrum")).hasMessageContaining("'slurm'");
  }
}
