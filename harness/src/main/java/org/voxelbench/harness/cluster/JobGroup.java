package org.voxelbench.harness.cluster;

import java.util.List;

/**
 * Jobs that are submitted as one array.
 *
 * @param name letters, digits, hyphens, dots and underscores; unique among the groups
 * @param kind what they do
 * @param jobs the array's tasks, in the order of their indices from 0
 * @param needs names of the groups that it waits for
 */
record JobGroup(String name, JobKind kind, List<Piece> jobs, List<String> needs) {

  JobGroup {
    jobs = List.copyOf(jobs);
    needs = List.copyOf(needs);
  }
}
