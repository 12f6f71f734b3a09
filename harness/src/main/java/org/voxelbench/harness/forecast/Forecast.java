package org.voxelbench.harness.forecast;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.harness.experiment.Workspace;

/**
 * What a benchmark will take.
 *
 * @param seconds from its start to its report, on the slots that it has
 * @param preparationSeconds of that, until all data are prepared
 * @param preTrainingSeconds all pre-trainings, one after another
 * @param trainingSeconds all trainings with labels, likewise
 * @param inferenceSeconds all predictions with export and scores, likewise
 * @param reportSeconds the report
 * @param hostBytes peak memory of all its processes
 * @param cardBytes peak memory of a card; 0 without one
 * @param diskBytes of its folder in the end
 * @param cacheBytes of that, prepared data
 * @param jobSeconds each job by its id
 */
public record Forecast(
    double seconds,
    double preparationSeconds,
    double preTrainingSeconds,
    double trainingSeconds,
    double inferenceSeconds,
    double reportSeconds,
    double hostBytes,
    double cardBytes,
    double diskBytes,
    double cacheBytes,
    SortedMap<String, Double> jobSeconds) {

  public Forecast {
    jobSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(jobSeconds));
  }

  /**
   * Of a benchmark that has prepared its data, from that of its jobs alone.
   *
   * @param spentSeconds since it began
   * @param workspace its folder as it is
   */
  public Forecast after(double spentSeconds, Workspace workspace) {
    long cached = FolderSize.of(workspace.prepared());
    return new Forecast(
        seconds + spentSeconds,
        preparationSeconds + spentSeconds,
        preTrainingSeconds,
        trainingSeconds,
        inferenceSeconds,
        reportSeconds,
        hostBytes,
        cardBytes,
        diskBytes + FolderSize.of(workspace.root()),
        cacheBytes + cached,
        jobSeconds);
  }
}
