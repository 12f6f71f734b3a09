package org.voxelbench.harness.selftest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a large step took; what was not measured is NaN.
 *
 * @param askedEdge edge of the patch that was asked for, in voxels
 * @param askedBatch the batch that was asked for
 * @param edge edge of the patch that was measured
 * @param batch the batch that was measured
 * @param why why it is smaller than asked for; empty if it isn't
 * @param loss mean loss of the measured steps
 * @param stepMilliseconds one step with its wait for data
 * @param waitShare share of it in which the engine waited for data
 * @param expectedBytes the peak of memory that was estimated before
 * @param peakBytes the peak
 * @param checkpointBytes size of a checkpoint
 * @param checkpointSeconds time to write it
 * @param caseEdge edge of the case that was predicted
 * @param predictionSeconds time of its logits, with nnU-Net's overlap and all mirrored copies
 */
record LargeFigures(
    int askedEdge,
    int askedBatch,
    int edge,
    int batch,
    String why,
    double loss,
    double stepMilliseconds,
    double waitShare,
    double expectedBytes,
    double peakBytes,
    double checkpointBytes,
    double checkpointSeconds,
    double caseEdge,
    double predictionSeconds) {

  private static final double GIB = 1L << 30;
  private static final double MIB = 1L << 20;

  /** What it says about the step. */
  Finding finding() {
    return Finding.of(Double.isFinite(loss), figures(), text());
  }

  private Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("edge", (double) edge);
    figures.put("batch", (double) batch);
    figures.put("loss", loss);
    figures.put("step_ms", stepMilliseconds);
    figures.put("wait_share", waitShare);
    figures.put("expected_bytes", expectedBytes);
    figures.put("peak_bytes", peakBytes);
    figures.put("checkpoint_bytes", checkpointBytes);
    figures.put("checkpoint_s", checkpointSeconds);
    figures.put("case_edge", caseEdge);
    figures.put("prediction_s", predictionSeconds);
    return figures;
  }

  private String text() {
    String text =
        String.format(
            Locale.ROOT,
            "%d^3 x %d: %.0f ms a step, %.0f %% of it waiting for data; peak %.2f GiB;"
                + " checkpoint %.1f MiB in %.2f s",
            edge,
            batch,
            stepMilliseconds,
            100 * waitShare,
            peakBytes / GIB,
            checkpointBytes / MIB,
            checkpointSeconds);
    if (Double.isFinite(predictionSeconds)) {
      text +=
          String.format(
              Locale.ROOT, "; a case of %.0f^3 predicted in %.1f s", caseEdge, predictionSeconds);
    }
    if (!Double.isFinite(loss)) {
      text += "; the loss is " + loss;
    }
    return why.isEmpty()
        ? text
        : text + "; smaller than the " + askedEdge + "^3 x " + askedBatch + " asked for: " + why;
  }
}
