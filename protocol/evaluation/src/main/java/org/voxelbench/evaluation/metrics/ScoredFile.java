package org.voxelbench.evaluation.metrics;

import java.nio.file.Path;

/**
 * A scored case and its files.
 *
 * @param score the scores
 * @param prediction where the prediction lies, or was expected
 * @param reference where the reference lies
 */
public record ScoredFile(CaseScore score, Path prediction, Path reference) {}
