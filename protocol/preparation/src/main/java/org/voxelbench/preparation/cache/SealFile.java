package org.voxelbench.preparation.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What {@code seal.json} says of a prepared folder.
 *
 * @param hash of raw data, plan and configuration
 * @param configuration the configuration's name
 * @param cases ids of all cases, sorted
 * @param complete whether every case was written
 */
record SealFile(
    @JsonProperty(required = true) String hash,
    @JsonProperty(required = true) String configuration,
    @JsonProperty(required = true) List<String> cases,
    @JsonProperty(required = true) boolean complete) {

  SealFile {
    cases = List.copyOf(cases);
  }

  SealFile completed() {
    return new SealFile(hash, configuration, cases, true);
  }
}
