package org.voxelbench.harness.cluster;

import java.nio.file.Path;
import java.util.List;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;

/**
 * All jobs of a benchmark and what they ask for: {@code jobs.json}.
 *
 * @param out the folder of the results
 * @param mark what the names of its jobs begin with at the scheduler
 * @param jobs the jobs, each after those that it needs
 */
record JobsFile(String out, String mark, List<Entry> jobs) {

  static final String NAME = "jobs.json";

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 1));

  /**
   * A job.
   *
   * @param name what {@code voxelbench job} calls it
   * @param title for people
   * @param group the array that it is in
   * @param index its index there
   * @param needs names of the jobs that must be over before
   * @param seconds what it was foretold to take, in s
   * @param minutes wall time that it asks for, in min
   * @param memoryGiB memory of the host that it asks for, in GiB
   * @param cpus cores that it asks for
   * @param gpus cards that it asks for
   */
  record Entry(
      String name,
      String title,
      String group,
      int index,
      List<String> needs,
      double seconds,
      int minutes,
      int memoryGiB,
      int cpus,
      int gpus) {}

  void write(Path folder) {
    JSON.write(folder.resolve(NAME), this);
  }

  static JobsFile read(Path folder) {
    return JSON.read(folder.resolve(NAME), JobsFile.class);
  }
}
