package org.voxelbench.evaluation.metrics;

import java.util.List;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.results.metric.Confusion;

/**
 * What all rows of one run have in common; the components are those of {@link ResultRow}.
 *
 * @param protocol name of the protocol
 * @param protocolHash hash of its canonical form
 * @param dataset data set's name
 * @param role {@code dev} or {@code test}
 * @param splitHash hash of the data set's folds
 * @param dataHash hash of the data set's files
 * @param engine engine's id
 * @param precision engine's arithmetic
 * @param method method's id (or the name of its settings)
 * @param settingsHash hash of the method's settings
 * @param trainingCases how many labelled cases the run trained on
 * @param fold fold whose validation cases were predicted
 * @param seed seed of the run
 */
public record RunIdentity(
    String protocol,
    String protocolHash,
    String dataset,
    String role,
    String splitHash,
    String dataHash,
    String engine,
    String precision,
    String method,
    String settingsHash,
    TrainingCases trainingCases,
    int fold,
    long seed) {

  /** The rows of one case, one per class. */
  public List<ResultRow> rows(CaseScore score) {
    return score.classes().stream().map(scored -> row(score.caseId(), scored)).toList();
  }

  private ResultRow row(String caseId, ClassScore scored) {
    Confusion confusion = scored.confusion();
    return new ResultRow(
        protocol,
        protocolHash,
        dataset,
        role,
        splitHash,
        dataHash,
        engine,
        precision,
        method,
        settingsHash,
        trainingCases,
        fold,
        seed,
        caseId,
        scored.evaluated().name(),
        scored.evaluated().labelValues(),
        scored.status(),
        confusion.tp(),
        confusion.fp(),
        confusion.fn(),
        confusion.tn(),
        scored.values());
  }
}
