package org.voxelbench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.protocol.cache.PreparedCase;
import org.voxelbench.protocol.cache.PreparedDataset;
import org.voxelbench.protocol.split.Grouping;
import org.voxelbench.protocol.split.PretrainingSplit;
import org.voxelbench.protocol.split.Split;

/**
 * The unlabelled images of pre-training, preprocessed.
 *
 * @param hashes hash of each data set's files, by name
 * @param train images to train on
 * @param validation images to validate on
 */
record Corpus(Map<String, String> hashes, List<PreparedCase> train, List<PreparedCase> validation) {

  /** Preprocesses and splits the data sets of the corpus. */
  static Corpus of(List<RawDataset> datasets, Preparation preparation) {
    SortedMap<String, String> hashes = new TreeMap<>();
    List<PreparedCase> train = new ArrayList<>();
    List<PreparedCase> validation = new ArrayList<>();
    for (RawDataset raw : datasets) {
      hashes.put(raw.name(), raw.contentHash());
      PreparedDataset prepared = preparation.fixed(raw, preparation.fingerprint(raw));
      Split split = PretrainingSplit.of(prepared.caseIds(), Grouping.none());
      train.addAll(prepared.cases(split.train()));
      validation.addAll(prepared.cases(split.val()));
    }
    return new Corpus(hashes, train, validation);
  }
}
