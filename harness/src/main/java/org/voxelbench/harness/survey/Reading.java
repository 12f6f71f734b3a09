package org.voxelbench.harness.survey;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A data set that was read once.
 *
 * @param cases those that could be read, in the data set's order
 * @param all how many there are
 * @param hashes the voxels' hash of each image file
 * @param faults what is wrong with single cases
 * @param verifier what the verifier says of the whole, refusals first
 */
record Reading(
    List<SurveyedCase> cases,
    int all,
    Map<Path, String> hashes,
    List<Remark> faults,
    List<String> verifier) {}
