package org.voxelbench.harness.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.split.Grouping;
import org.voxelbench.preparation.split.PretrainingSplit;
import org.voxelbench.preparation.split.Split;

/**
 * The images of pre-training, preprocessed: those of unlabelled data sets, and those of labelled
 * ones, without their labels, that no run is evaluated on.
 *
 * @param hashes hash of each data set's files, by name
 * @param train images to train on
 * @param validation images to validate on
 * @param marked whether masks mark voxels of some that no loss may count
 */
public record Corpus(
    Map<String, String> hashes,
    List<PreparedCase> train,
    List<PreparedCase> validation,
    boolean marked) {

  /**
   * Preprocesses and splits the data sets of the corpus.
   *
   * @param datasets as they are learnt from
   * @param labelled the labelled data sets of the experiment, one of which may lend its images
   */
  static Corpus of(
      List<RawDataset> datasets, Map<String, LabelledDataset> labelled, Preparation preparation) {
    SortedMap<String, String> hashes = new TreeMap<>();
    Map<String, PreparedDataset> prepared = new LinkedHashMap<>();
    Map<String, RawDataset> lists = new LinkedHashMap<>();
    for (RawDataset raw : datasets) {
      lists.put(raw.name(), raw);
      hashes.put(raw.name(), raw.contentHash());
      prepared.put(
          raw.name(),
          lent(raw.name(), labelled)
              .orElseGet(
                  () ->
                      preparation.prepare(raw, preparation.fingerprint(raw), TrainingPlan.FIXED)));
    }
    return of(hashes, prepared, lists, labelled);
  }

  /**
   * Opens and splits what {@link #of} left in the cache a moment ago.
   *
   * @param lists those data sets that a list says more of than the files, with masks as used
   */
  static Corpus reopen(
      List<String> names,
      Map<String, RawDataset> lists,
      Map<String, LabelledDataset> labelled,
      DataHashes known,
      Preparation preparation) {
    SortedMap<String, String> hashes = new TreeMap<>();
    Map<String, PreparedDataset> prepared = new LinkedHashMap<>();
    for (String name : names) {
      hashes.put(name, known.of(name));
      prepared.put(
          name, lent(name, labelled).orElseGet(() -> preparation.cached(name, TrainingPlan.FIXED)));
    }
    return of(hashes, prepared, lists, labelled);
  }

  /** What a labelled data set has prepared already; empty if none of that name has. */
  private static Optional<PreparedDataset> lent(
      String name, Map<String, LabelledDataset> labelled) {
    return Optional.ofNullable(labelled.get(name)).map(data -> data.prepared(TrainingPlan.FIXED));
  }

  private static Corpus of(
      SortedMap<String, String> hashes,
      Map<String, PreparedDataset> datasets,
      Map<String, RawDataset> lists,
      Map<String, LabelledDataset> labelled) {
    boolean marked = false;
    List<PreparedCase> train = new ArrayList<>();
    List<PreparedCase> validation = new ArrayList<>();
    for (Map.Entry<String, PreparedDataset> dataset : datasets.entrySet()) {
      String name = dataset.getKey();
      PreparedDataset prepared = dataset.getValue();
      Optional<LabelledDataset> lent = Optional.ofNullable(labelled.get(name));
      List<String> ids =
          lent.map(data -> data.unevaluated(prepared.caseIds())).orElse(prepared.caseIds());
      Optional<CorpusList> list =
          lent.isPresent()
              ? Optional.empty()
              : Optional.ofNullable(lists.get(name)).map(raw -> CorpusList.of(raw, ids));
      Grouping subjects =
          lent.map(LabelledDataset::grouping)
              .or(() -> list.map(CorpusList::subjects))
              .orElse(Grouping.none());
      Split split = PretrainingSplit.of(ids, subjects);
      train.addAll(images(prepared, split.train()));
      validation.addAll(images(prepared, split.val()));
      marked |= list.filter(CorpusList::marked).isPresent();
    }
    return new Corpus(hashes, train, validation, marked);
  }

  /** Each channel of a case is an image. */
  public static List<PreparedCase> images(PreparedDataset dataset, List<String> ids) {
    List<PreparedCase> images = new ArrayList<>();
    for (PreparedCase whole : dataset.cases(ids)) {
      if (whole.channels() == 1) {
        images.add(whole);
      } else {
        for (int channel = 0; channel < whole.channels(); channel++) {
          images.add(new ChannelImage(whole, channel));
        }
      }
    }
    return images;
  }
}
