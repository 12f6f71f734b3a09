package org.voxelbench.harness.cluster;

import java.util.Locale;
import java.util.Optional;
import org.voxelbench.harness.cluster.ClusterSettings.JobSettings;
import org.voxelbench.harness.forecast.Forecast;

/**
 * What jobs ask for: what the settings say, else what was foretold times a factor, else something
 * generous.
 *
 * @param settings the user's
 * @param forecast what was foretold; empty if nothing was
 */
record Allotments(ClusterSettings settings, Optional<Forecast> forecast) {

  /** A job must have time to start, and to save once it is told that its time is nearly over. */
  private static final int LEAST_MINUTES = 10;

  private static final int LEAST_GIB = 2;
  private static final double UNKNOWN_GIB = 16;
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double MINUTES_PER_HOUR = 60;
  private static final double BYTES_PER_GIB = 1L << 30;

  /** What each job of a group asks for. */
  Allotment of(JobGroup group) {
    JobSettings asked = settings.of(group.kind());
    double hours =
        asked.hours() != null
            ? asked.hours()
            : Math.max(
                LEAST_MINUTES / MINUTES_PER_HOUR,
                settings.safetyFactor() * seconds(group) / SECONDS_PER_HOUR);
    double most = settings.maxHours() == null ? Double.MAX_VALUE : settings.maxHours();
    return new Allotment(
        (int) Math.ceil(Math.min(hours, most) * MINUTES_PER_HOUR - 1e-6),
        (int) Math.ceil(asked.memoryGiB() != null ? asked.memoryGiB() : memoryGiB()),
        asked.cpus() != null ? asked.cpus() : settings.cpus(),
        group.kind().trains() ? settings.cards() : 0);
  }

  private double memoryGiB() {
    return forecast
        .map(told -> settings.safetyFactor() * told.hostBytes() / BYTES_PER_GIB)
        .map(wanted -> Math.max(LEAST_GIB, wanted))
        .orElse(UNKNOWN_GIB);
  }

  /** The longest job of a group, in s. */
  private double seconds(JobGroup group) {
    return group.jobs().stream().mapToDouble(job -> seconds(group.kind(), job)).max().orElse(0);
  }

  /** What a job was foretold to take, or may take at most where nothing was, in s. */
  double seconds(JobKind kind, Piece job) {
    Optional<Double> foretold =
        switch (kind) {
          case PREPARE -> forecast.map(Forecast::preparationSeconds);
          case REPORT -> forecast.map(Forecast::reportSeconds);
          case PRETRAINING, TRAINING ->
              forecast.flatMap(told -> Optional.ofNullable(told.jobSeconds().get(job.name())));
        };
    return foretold.orElseGet(() -> unknownHours(kind) * SECONDS_PER_HOUR);
  }

  private static double unknownHours(JobKind kind) {
    return switch (kind) {
      case PREPARE -> 4;
      case PRETRAINING, TRAINING -> 16;
      case REPORT -> 1;
    };
  }

  /** A time as SLURM writes it, such as {@code 1-02:30:00}. */
  static String time(int minutes) {
    return String.format(
        Locale.ROOT, "%d-%02d:%02d:00", minutes / 1440, minutes / 60 % 24, minutes % 60);
  }
}
