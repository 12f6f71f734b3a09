package org.voxelbench.harness.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.run.Job;
import org.voxelbench.store.RunFolder;

/**
 * All jobs of a benchmark in groups, each group after those that it waits for.
 *
 * <p>Runs of a method on a data set that start from the same weights are one group, so that none
 * waits for a pre-training that isn't its own.
 *
 * @param groups the groups
 */
record JobMatrix(List<JobGroup> groups) {

  static final String PREPARE = "prepare";
  static final String REPORT = "report";

  private static final int LONGEST = 80;

  JobMatrix {
    groups = List.copyOf(groups);
  }

  /**
   * Groups the work of an experiment.
   *
   * @param jobs all of it, each pre-training before the first run that needs it
   */
  static JobMatrix of(List<Job> jobs) {
    List<Piece> prepare = List.of(new Piece(PREPARE, "Preparing the data", List.of()));
    List<JobGroup> groups = new ArrayList<>();
    groups.add(new JobGroup(PREPARE, JobKind.PREPARE, prepare, List.of()));
    Set<String> names = new HashSet<>(Set.of(PREPARE, REPORT));
    Map<String, String> preTrainings = new LinkedHashMap<>();
    for (Job job : jobs) {
      if (job.run().isEmpty()) {
        String name = unique(names, preTraining(job.preTraining().orElseThrow()));
        preTrainings.put(job.id(), name);
        groups.add(
            new JobGroup(
                name,
                JobKind.PRETRAINING,
                List.of(new Piece(job.id(), job.name(), List.of(PREPARE))),
                List.of(PREPARE)));
      }
    }
    arrays(jobs)
        .forEach(
            (array, runs) ->
                groups.add(
                    new JobGroup(
                        unique(names, training(runs.get(0))),
                        JobKind.TRAINING,
                        runs.stream().map(JobMatrix::piece).toList(),
                        List.of(array.start().map(preTrainings::get).orElse(PREPARE)))));
    groups.add(
        new JobGroup(
            REPORT,
            JobKind.REPORT,
            List.of(new Piece(REPORT, "The report", jobs.stream().map(Job::id).toList())),
            groups.stream().map(JobGroup::name).toList()));
    return new JobMatrix(groups);
  }

  private record Array(String method, String dataset, Optional<String> start) {}

  private static Map<Array, List<Job>> arrays(List<Job> jobs) {
    Map<Array, List<Job>> arrays = new LinkedHashMap<>();
    for (Job job : jobs) {
      if (job.run().isPresent()) {
        RunSpec run = job.run().get();
        Array array =
            new Array(run.method().label(), run.dataset().name(), job.start().map(RunFolder::id));
        arrays.computeIfAbsent(array, first -> new ArrayList<>()).add(job);
      }
    }
    return arrays;
  }

  private static Piece piece(Job run) {
    return new Piece(run.id(), run.name(), List.of(run.start().map(RunFolder::id).orElse(PREPARE)));
  }

  private static String preTraining(PreTrainingSpec spec) {
    return "pretrain-" + spec.method().label() + origin(spec);
  }

  private static String training(Job job) {
    RunSpec run = job.run().orElseThrow();
    return run.method().label()
        + "-"
        + run.dataset().name()
        + job.preTraining().map(spec -> "-from" + origin(spec)).orElse("");
  }

  private static String origin(PreTrainingSpec spec) {
    return spec.labelled()
            .map(source -> "-" + source.dataset().name() + "-fold" + source.fold())
            .orElse("")
        + "-seed"
        + spec.seed();
  }

  /** A name that shells, files and schedulers take as it is. */
  private static String unique(Set<String> taken, String wanted) {
    String plain = wanted.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+", "");
    String name = plain.substring(0, Math.min(LONGEST, plain.length()));
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }
}
