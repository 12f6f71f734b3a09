package org.voxelbench.datasets.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** What lists the images of a corpus. */
public enum CorpusKind {
  /** A folder of any depth; every file that is an image. */
  @JsonProperty("tree")
  TREE(Optional.empty()),
  /** A folder of subjects and sessions, as BIDS and FOMO have it. */
  @JsonProperty("bids")
  BIDS(Optional.empty()),
  /** The {@code pretrain_data.json} of nnssl. */
  @JsonProperty("nnssl")
  NNSSL(Optional.of("pretrain_data.json")),
  /** The metadata of OpenMind. */
  @JsonProperty("openmind")
  OPENMIND(Optional.of("openneuro_metadata.csv")),
  /** A CSV file of one's own. */
  @JsonProperty("list")
  LIST(Optional.of("images.csv"));

  private final Optional<String> index;

  CorpusKind(Optional<String> index) {
    this.index = index;
  }

  /** What its index file is called by those who ship it; empty if folders are listed. */
  Optional<String> usualIndex() {
    return index;
  }
}
