package org.voxelbench.harness.cluster;

import java.nio.file.Path;
import java.util.Optional;
import org.voxelbench.harness.run.BenchmarkRequest;

/**
 * A benchmark that a user wants to be laid out for a scheduler.
 *
 * @param benchmark the benchmark, as each of its jobs reads it from its folder again
 * @param settings what the user says of the cluster
 * @param scheduler the templates of the scripts
 * @param folder where the scripts go
 * @param forecast the {@code forecast.json} of a machine like those of the cluster
 * @param measure whether times are measured on this machine, if it can tell anything
 */
public record ClusterRequest(
    BenchmarkRequest benchmark,
    ClusterSettings settings,
    Scheduler scheduler,
    Path folder,
    Optional<Path> forecast,
    boolean measure) {}
