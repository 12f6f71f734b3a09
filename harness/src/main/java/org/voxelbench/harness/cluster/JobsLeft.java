package org.voxelbench.harness.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.inspect.StoredExperiment;
import org.voxelbench.harness.run.Job;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.results.RunState;

/**
 * The jobs of a benchmark that are still to be done.
 *
 * @param lines group, index and name of each
 * @param stuck how many ended without a result, or start from one that did
 */
public record JobsLeft(List<String> lines, long stuck) {

  public JobsLeft {
    lines = List.copyOf(lines);
  }

  /** Looks at what lies in a folder; nothing is written and no lock is taken. */
  public static JobsLeft of(Workspace workspace, LaunchRecord started) {
    StoredExperiment stored = StoredExperiment.of(workspace, started);
    List<Job> jobs = Job.all(stored.experiment(), stored.folders());
    Set<String> left = jobs.stream().filter(Job::isLeft).map(Job::id).collect(Collectors.toSet());
    if (!left.isEmpty() && !isPrepared(workspace, stored)) {
      left.add(JobMatrix.PREPARE);
    }
    if (!left.isEmpty() || !started.finished()) {
      left.add(JobMatrix.REPORT);
    }
    List<String> lines = new ArrayList<>();
    for (JobGroup group : JobMatrix.of(jobs).groups()) {
      for (int i = 0; i < group.jobs().size(); i++) {
        String name = group.jobs().get(i).name();
        if (left.contains(name)) {
          lines.add(group.name() + " " + i + " " + name);
        }
      }
    }
    long done = jobs.stream().filter(JobsLeft::isDone).count();
    return new JobsLeft(lines, jobs.size() - done - jobs.stream().filter(Job::isLeft).count());
  }

  private static boolean isDone(Job job) {
    return job.folder().state() == RunState.DONE;
  }

  private static boolean isPrepared(Workspace workspace, StoredExperiment stored) {
    return DataHashes.areThere(workspace)
        && ExperimentData.isPrepared(
            stored.experiment(),
            new Preparation(stored.experiment().protocol(), workspace, 1, Progress.SILENT));
  }
}
