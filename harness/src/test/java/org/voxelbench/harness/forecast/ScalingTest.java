package org.voxelbench.harness.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.docs.Drawn;

/** How far from the best possible many nodes come that take jobs without a master. */
class ScalingTest {

  private static final double HOUR = 3600;
  private static final double DAY = 24 * HOUR;
  private static final int NODES = 64;

  /** Five folds and eleven seeds of seven methods, five of them pre-trained, on 13 data sets. */
  private static List<Makespan.Timed> matrix() {
    RandomStream random = new RandomStreams(1).stream("times of jobs");
    List<Makespan.Timed> jobs = new ArrayList<>();
    for (int dataset = 0; dataset < 13; dataset++) {
      double hours = 8 + 28 * random.nextDouble();
      for (int seed = 0; seed < 11; seed++) {
        for (int method = 0; method < 7; method++) {
          Optional<String> start =
              method < 2 ? Optional.empty() : Optional.of("pre-training " + method + " " + seed);
          if (dataset == 0 && start.isPresent()) {
            double days = 2 + 4 * random.nextDouble();
            jobs.add(new Makespan.Timed(start.get(), Optional.empty(), days * DAY));
          }
          for (int fold = 0; fold < 5; fold++) {
            String id = dataset + " " + seed + " " + method + " " + fold;
            double seconds = hours * HOUR * (0.9 + 0.2 * random.nextDouble());
            jobs.add(new Makespan.Timed(id, start, seconds));
          }
        }
      }
    }
    return jobs;
  }

  private static SimulatedCluster cluster(double meanSecondsToDeath) {
    return new SimulatedCluster(NODES, 30, 180, 120, meanSecondsToDeath, HOUR);
  }

  private static double work(List<Makespan.Timed> jobs) {
    return jobs.stream().mapToDouble(Makespan.Timed::seconds).sum();
  }

  private static double longestChain(List<Makespan.Timed> jobs) {
    Map<String, Double> ends = new HashMap<>();
    jobs.forEach(job -> ends.put(job.id(), job.seconds() + job.start().map(ends::get).orElse(0.0)));
    return ends.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Where nobody dies or waits, it is what a benchmark foretells of its slots. */
  @Test
  void withoutDeathsItIsTheMakespan() {
    for (int seed = 0; seed < 50; seed++) {
      RandomStream random = new RandomStreams(seed).stream("a few jobs");
      List<Makespan.Timed> jobs = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Optional<String> start =
            i > 0 && random.nextInt(2) == 0
                ? Optional.of("job " + random.nextInt(i))
                : Optional.empty();
        jobs.add(new Makespan.Timed("job " + i, start, 1 + 9 * random.nextDouble()));
      }
      int nodes = 1 + random.nextInt(6);
      SimulatedCluster immortal = new SimulatedCluster(nodes, 0, 0, 1, Double.POSITIVE_INFINITY, 0);
      assertThat(immortal.run(jobs, random).seconds())
          .as("seed %d, %d nodes", seed, nodes)
          .isCloseTo(Makespan.seconds(jobs, nodes), within(1e-9));
    }
  }

  /** Graham's bound of 1966 for every order of jobs, with the time that nodes looked on added. */
  @Test
  void fiveThousandJobsOnSixtyFourNodesStayWithinGrahamsBound() {
    List<Makespan.Timed> jobs = matrix();
    assertThat(jobs).hasSizeGreaterThan(5000);
    double share = work(jobs) / NODES;
    double bound = share + (1 - 1.0 / NODES) * longestChain(jobs);
    SimulatedCluster.Outcome outcome =
        cluster(Double.POSITIVE_INFINITY).run(jobs, new RandomStreams(1).stream("nobody dies"));
    assertThat(outcome.seconds()).isBetween(share, bound + 2 * 30);
    assertThat(outcome.lostSeconds()).isZero();
  }

  /** Whoever dies, each job is done once, and only work since its last checkpoint is done again. */
  @Test
  void everyJobIsDoneOnceWhoeverDies() {
    List<Makespan.Timed> jobs = matrix();
    for (double days : new double[] {30, 3, 1}) {
      SimulatedCluster.Outcome outcome =
          cluster(days * DAY).run(jobs, new RandomStreams(1).stream("deaths"));
      assertThat(outcome.done()).hasSize(jobs.size());
      assertThat(outcome.done().values()).containsOnly(1);
      assertThat(outcome.deaths()).isPositive();
      assertThat(outcome.lostSeconds()).isLessThan(outcome.deaths() * 120.0);
    }
  }

  @Test
  void theTableOfTheDocsIsWhatComesOut() throws IOException {
    List<Makespan.Timed> jobs = matrix();
    double lower = Math.max(work(jobs) / NODES, longestChain(jobs));
    StringBuilder text =
        new StringBuilder("| a node dies every | makespan | lower bound | ratio | deaths |\n");
    text.append("|---|---|---|---|---|\n");
    for (double days : new double[] {Double.POSITIVE_INFINITY, 30, 3, 1}) {
      SimulatedCluster.Outcome outcome =
          cluster(days * DAY).run(jobs, new RandomStreams(1).stream("deaths"));
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f days | %.1f days | %.3f | %d |\n",
              Double.isInfinite(days) ? "never" : String.format(Locale.ROOT, "%.0f days", days),
              outcome.seconds() / DAY,
              lower / DAY,
              outcome.seconds() / lower,
              outcome.deaths()));
    }
    new Drawn(Path.of("../docs/cluster.md")).hasPart("many nodes, simulated", text.toString());
  }
}
