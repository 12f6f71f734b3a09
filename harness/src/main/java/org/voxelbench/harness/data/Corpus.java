package org.voxelbench.harness.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.split.Grouping;
import org.voxelbench.preparation.split.PretrainingSplit;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.training.pretext.DownstreamPlan;

/**
 * The unlabelled images of pre-training, preprocessed.
 *
 * @param hashes hash of each data set's files, by name
 * @param train images to train on
 * @param validation images to validate on
 */
public record Corpus(
    Map<String, String> hashes, List<PreparedCase> train, List<PreparedCase> validation) {

  /** Preprocesses and splits the data sets of the corpus. */
  static Corpus of(List<RawDataset> datasets, Preparation preparation) {
    SortedMap<String, String> hashes = new TreeMap<>();
    List<PreparedDataset> prepared = new ArrayList<>();
    for (RawDataset raw : datasets) {
      hashes.put(raw.name(), raw.contentHash());
      prepared.add(preparation.prepare(raw, preparation.fingerprint(raw), DownstreamPlan.FIXED));
    }
    return of(hashes, prepared);
  }

  /** Opens and splits what {@link #of} left in the cache a moment ago. */
  static Corpus reopen(List<String> names, DataHashes known, Preparation preparation) {
    SortedMap<String, String> hashes = new TreeMap<>();
    names.forEach(name -> hashes.put(name, known.of(name)));
    return of(
        hashes,
        names.stream().map(name -> preparation.cached(name, DownstreamPlan.FIXED)).toList());
  }

  private static Corpus of(SortedMap<String, String> hashes, List<PreparedDataset> datasets) {
    List<PreparedCase> train = new ArrayList<>();
    List<PreparedCase> validation = new ArrayList<>();
    for (PreparedDataset prepared : datasets) {
      Split split = PretrainingSplit.of(prepared.caseIds(), Grouping.none());
      train.addAll(prepared.cases(split.train()));
      validation.addAll(prepared.cases(split.val()));
    }
    return new Corpus(hashes, train, validation);
  }
}
