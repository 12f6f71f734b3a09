package org.voxelbench.preparation.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What {@code seal.json} says of a prepared folder.
 *
 * @param hash of raw data, plan and configuration
 * @param configuration the configuration's name
 * @param cases ids of all cases, sorted; none where an index lists them
 * @param complete whether every case was written
 * @param index SHA-256 of {@code index.tsv}, {@link #UNWRITTEN}, or {@link #BEFORE} in a seal of
 *     before 0.2
 */
record SealFile(
    @JsonProperty(required = true) String hash,
    @JsonProperty(required = true) String configuration,
    @JsonProperty(required = true) List<String> cases,
    @JsonProperty(required = true) boolean complete,
    @JsonProperty(required = true) String index) {

  /** There is no index yet. */
  static final String UNWRITTEN = "unwritten";

  /** Case files don't say what they were made of; the seal's hash is that of all of them. */
  static final String BEFORE = "none";

  /** What these keys have in older files. */
  static final Map<String, Object> LATER = Map.of("/index", BEFORE);

  SealFile {
    cases = List.copyOf(cases);
  }

  /** The same with every case there, and in an index. */
  SealFile completed(String indexSha256) {
    return new SealFile(hash, configuration, List.of(), true, indexSha256);
  }

  /** Whether the hash vouches for case files that don't say what they were made of. */
  boolean vouches() {
    return index.equals(BEFORE);
  }
}
