package org.voxelbench.protocol.results;

import java.util.List;
import java.util.Map;

/**
 * What a report says beside the numbers; written as {@code experiment.json} next to {@code
 * results.csv}.
 *
 * @param protocol the protocol's name
 * @param protocolHash hash of its canonical form
 * @param protocolText the protocol in words, one sentence per entry
 * @param command the exact command to reproduce
 * @param datasets the data sets, in the protocol's order
 * @param methods the methods, in the protocol's order
 * @param machine machine, engine and versions: label to value, in display order
 * @param runs one entry per run
 */
public record ExperimentSummary(
    String protocol,
    String protocolHash,
    List<String> protocolText,
    String command,
    List<DatasetNote> datasets,
    List<MethodNote> methods,
    Map<String, String> machine,
    List<RunNote> runs) {

  /** A data set's card in brief. */
  public record DatasetNote(
      String name,
      String role,
      String modality,
      List<String> labels,
      int cases,
      String citation,
      String licence) {}

  /** A method in brief. */
  public record MethodNote(String id, String name, String citation, String licence) {}

  /**
   * A run in brief.
   *
   * @param state planned, running, done, diverged, failed or out-of-budget
   * @param preTrainingSeconds the share of pre-training is the whole of it, as each data set would
   *     need it
   */
  public record RunNote(
      String runId,
      String method,
      String dataset,
      int fold,
      long seed,
      String state,
      double trainingSeconds,
      double preTrainingSeconds,
      double inferenceSeconds,
      long peakMemoryBytes) {}
}
